// What screen readers get of the widgets: roles, names, values, states, and what is in what.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeOf, treeOf } from '../../../web/a11y.js';

const widget = (kind, label, rest = {}) => ({ kind, label, id: 0, enabled: true, x: 0, y: 0, width: 10, height: 10, ...rest });

/** As lines, indented by depth. */
function lines(nodes, depth = 0) {
  const name = ({ attributes, text }) => [attributes['aria-label'], text].filter(Boolean).join(' = ');
  return nodes.flatMap((node) => [`${' '.repeat(depth)}${node.role} ${name(node)}`.trimEnd(), ...lines(node.children, depth + 1)]);
}

test('a value is no part of a name, where a role has values', () => {
  assert.equal(nodeOf(widget('select', 'Group by', { value: 'None' })).text, 'None');
  assert.equal(nodeOf(widget('field', 'Filter runs', { value: 'lr' })).attributes['aria-label'], 'Filter runs');
  const { attributes } = nodeOf(widget('slider', 'Smoothing', { value: '0.60', fraction: 0.601 }));
  const range = { 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '60', 'aria-valuetext': '0.60' };
  assert.deepEqual(attributes, { role: 'slider', 'aria-label': 'Smoothing', ...range });
  assert.equal(nodeOf(widget('text', 'Undo a zoom', { value: 'Ctrl Z' })).text, 'Undo a zoom: Ctrl Z');
  assert.equal(nodeOf(widget('card', 'loss', { value: 'loss' })).attributes['aria-label'], 'loss');
});

test('states have the name that the role wants', () => {
  const state = (kind, checked, inside) => {
    const { role, attributes } = nodeOf(widget(kind, 'x', { checked }), inside);
    return [role, ...Object.entries(attributes).filter(([name]) => /checked|selected|pressed|expanded/.test(name)).flat()];
  };
  assert.deepEqual(state('checkbox', 'mixed'), ['checkbox', 'aria-checked', 'mixed']);
  assert.deepEqual(state('tab', 'on'), ['tab', 'aria-selected', 'true']);
  assert.deepEqual(state('header', 'off'), ['button', 'aria-expanded', 'false']);
  assert.deepEqual(state('button', 'on'), ['button', 'aria-pressed', 'true']);
  assert.deepEqual(state('button', 'closed'), ['button', 'aria-expanded', 'false']);
  assert.deepEqual(state('select', 'open'), ['combobox', 'aria-expanded', 'true']);
  assert.deepEqual(state('menuitem', undefined, 'menu'), ['menuitem']);
  assert.deepEqual(state('menuitem', 'on', 'menu'), ['menuitemcheckbox', 'aria-checked', 'true']);
  assert.deepEqual(state('menuitem', 'off', 'listbox'), ['option', 'aria-selected', 'false']);
});

test('tabs and radio buttons are in rows, controls in their card, items in their menu', () => {
  const card = { x: 100, y: 100, width: 200, height: 100 };
  const inCard = { x: 110, y: 110 };
  const tree = treeOf([
    widget('tab', 'Scalars', { id: 1 }),
    widget('option', 'Cards', { id: 2, value: 'View' }),
    widget('option', 'Table', { id: 3, value: 'View' }),
    widget('option', 'Step', { id: 4, value: 'Axis' }),
    widget('card', 'loss', card),
    widget('button', 'More', { id: 5, ...inCard }),
    widget('region', 'more', { value: 'menu', x: 105, y: 120, width: 300, height: 200 }),
    widget('menuitem', 'Pin', { id: 6, x: 110, y: 130 }),
    widget('menuitem', 'Save', { id: 7, x: 110, y: 250 }),
    widget('button', 'Set the range of x', { x: 110, y: 190 }),  // for the mouse only
    widget('plot', 'loss', { ...inCard, y: 150 }),
    widget('card', 'acc', { ...card, x: 310 }),
  ]);
  assert.deepEqual(lines(tree), [
    'tablist',
    ' tab Scalars',
    'radiogroup View',
    ' radio Cards',
    ' radio Table',
    'radiogroup Axis',
    ' radio Step',
    'group loss',
    ' button More',
    ' img loss',
    'menu more',
    ' menuitem Pin',
    ' menuitem Save',
    'group acc',
  ]);
});

test('a field that a real input stands for is left out', () => {
  assert.deepEqual(lines(treeOf([widget('field', 'Filter runs', { id: 1 }), widget('field', 'Filter tags', { id: 2 })], 'Filter runs')), ['textbox Filter tags']);
});
