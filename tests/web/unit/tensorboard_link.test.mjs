import assert from 'node:assert/strict';
import { test } from 'node:test';
import { darkOfLink, stateOfLink } from '../../../web/tensorboard_link.js';

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
    'v=1&scalars.smooth=0.3&scalars.pins=loss%2Ftrain,acc&runs=%2Flr%2Fi&scalars.tags=%2Facc%2Fi&colour-by=(train%7Ceval)&timeseries');
  assert.equal(stateOfLink('timeseries&tagFilter=b', '?tagFilter=a'), 'v=1&scalars.tags=%2Fb%2Fi&timeseries');
  assert.equal(darkOfLink('?darkMode=true'), true);
  assert.equal(darkOfLink('?darkMode'), true);
  assert.equal(darkOfLink('?darkMode=false'), false);
  assert.equal(darkOfLink(''), null);
});

test('what cannot be understood is left out', () => {
  for (const token of ['runSelectionState=%%%', 'runSelectionState=bm90IGpzb24=', 'runSelectionState=null', 'pinnedCards=7', 'pinnedCards=[null,1,{}]',
    'smoothing=', 'smoothing=none', 'smoothing=7', '_smoothingWeight=NaN', 'runColorGroup=experiment', 'runColorGroup=regex:', 'tagFilter=', 'regexInput=']) {
    assert.equal(stateOfLink(`scalars&${token}`), 'v=1&scalars', token);
  }
});
