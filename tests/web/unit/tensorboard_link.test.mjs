import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchWithoutLink, stateOfLink } from '../../../web/tensorboard_link.js';

const base64 = (value) => encodeURIComponent(Buffer.from(JSON.stringify(value)).toString('base64'));

test('fragments of ours, and nothing, stay as they are', () => {
  for (const fragment of ['', 'v=1&d=inspect&scalars.smooth=0', 'timeseries', 'scalars', 'd=inspect', 'v=2&tagFilter=x', '&&&=&x']) {
    assert.equal(stateOfLink(fragment, '?logdir=logs/'), fragment);
  }
  assert.equal(stateOfLink('v=1&scalars.smooth=0', '?smoothing=0.9'), 'v=1&scalars.smooth=0');
});

test('the fragment of its scalars', () => {
  assert.equal(stateOfLink('scalars&tagFilter=loss%7Cacc&regexInput=seed%2F1&_smoothingWeight=0.85&_ignoreYOutliers=false'),
    'v=1&scalars&scalars.tags=%2Floss%7Cacc%2Fi&runs=%2Fseed%5C%2F1%2Fi&scalars.smooth=0.85&scalars.outliers=0');
});

test('its selection of runs is base64 of JSON', () => {
  assert.equal(stateOfLink(`scalars&runSelectionState=${base64({ 'a,b': false, c: true, 'läuft': false })}`), 'v=1&scalars&off=a%2Cb,l%C3%A4uft');
  assert.equal(stateOfLink(`scalars&runSelectionState=${base64({ a: true })}`), 'v=1&scalars');
});

test('the query of its time series', () => {
  const pins = encodeURIComponent(JSON.stringify([{ plugin: 'scalars', tag: 'loss/train' }, { plugin: 'images', tag: 'x', runId: '1', sample: 0 }, { plugin: 'scalars', tag: 'acc' }]));
  assert.equal(stateOfLink('timeseries', `?darkMode=true&smoothing=0.3&pinnedCards=${pins}&runFilter=lr&tagFilter=acc&runColorGroup=regex:(train%7Ceval)`),
    'v=1&theme=dark&scalars.smooth=0.3&scalars.pins=loss%2Ftrain,acc&runs=%2Flr%2Fi&scalars.tags=%2Facc%2Fi&colour-by=(train%7Ceval)&timeseries');
  assert.equal(stateOfLink('timeseries&tagFilter=b', '?tagFilter=a'), 'v=1&scalars.tags=%2Fb%2Fi&timeseries');
});

test('its light and dark', () => {
  assert.equal(stateOfLink('', '?darkMode=true'), 'v=1&theme=dark');
  assert.equal(stateOfLink('', '?darkMode'), 'v=1&theme=dark');
  assert.equal(stateOfLink('', '?darkMode=false'), 'v=1&theme=light');
});

test('what the query keeps is not theirs', () => {
  assert.equal(searchWithoutLink('?darkMode=true&logdir=a%2Fb/&smoothing=0.3&x&enableGlobalPins=false'), '?logdir=a%2Fb/&x&enableGlobalPins=false');
  assert.equal(searchWithoutLink('?darkMode'), '');
  assert.equal(searchWithoutLink(''), '');
});

test('a value that says nothing here', () => {
  for (const token of ['runSelectionState=e30=', 'pinnedCards=[]', 'pinnedCards=[null,1,{}]', 'runColorGroup=run', 'tagFilter=', 'regexInput=', '_ignoreYOutliers=true']) {
    assert.equal(stateOfLink(`scalars&${token}`), 'v=1&scalars', token);
  }
});

test('what cannot be understood goes on to the viewer, which tells of it', () => {
  for (const token of ['runSelectionState=bm90IGpzb24%3D', 'runSelectionState=null', 'pinnedCards=7', 'runColorGroup=experiment', 'runColorGroup=regex%3A']) {
    assert.equal(stateOfLink(`scalars&${token}`), `v=1&scalars&${token}`, token);
  }
  for (const value of ['none', '7', 'NaN', '']) assert.equal(stateOfLink(`scalars&_smoothingWeight=${value}`), `v=1&scalars&scalars.smooth=${value}`);
});
