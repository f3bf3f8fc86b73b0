import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromTensorBoard } from '../../../web/tensorboard_link.js';

test("TensorBoard's query", () => {
  assert.equal(
    fromTensorBoard('?smoothing=0.25&tagFilter=loss&runFilter=a%7Cb&pinnedCards=%5B%7B%22plugin%22%3A%22scalars%22%2C%22tag%22%3A%22val%2Floss%22%7D%5D&runColorGroup=regex%3A(lr)', '#timeseries'),
    'v=1&scalars.tags=%2Floss%2Fi&runs=%2Fa%7Cb%2Fi&scalars.smooth=0.25&scalars.pins=val%2Floss&colour-by=(lr)',
  );
});

test("TensorBoard's hash", () => {
  const state = (runs) => encodeURIComponent(btoa(JSON.stringify(runs)));
  assert.equal(
    fromTensorBoard('', `#scalars&tagFilter=acc&regexInput=x&_smoothingWeight=0&_ignoreYOutliers=false&runSelectionState=${state({ a: true, 'b/c': false })}`),
    'v=1&scalars.tags=%2Facc%2Fi&runs=%2Fx%2Fi&scalars.smooth=0&scalars.outliers=0&off=b%2Fc',
  );
  assert.equal(fromTensorBoard('', `#images&runSelectionState=${state({ a: true })}`), 'v=1&d=images&on=a');
});

test('ours, none, and what makes no sense', () => {
  assert.equal(fromTensorBoard('?logdir=sample/', ''), null);
  assert.equal(fromTensorBoard('?smoothing=0.5', '#v=1&d=inspect'), null);
  assert.equal(fromTensorBoard('', '#timeseries'), null);
  assert.equal(fromTensorBoard('?smoothing=x&pinnedCards=%7B&runColorGroup=run', '#scalars&runSelectionState=%%%&_smoothingWeight=9'), null);
  assert.equal(fromTensorBoard('?pinnedCards=[null,1,{"tag":2}]', `#s&runSelectionState=${btoa('[1]')}`), null);
  assert.equal(fromTensorBoard('', '#regexInput=' + 'x'.repeat(2 << 20)), null);
});
