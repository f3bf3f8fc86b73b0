// What assistive technology finds of the page, by Chromium's own accessibility tree; where the focus is; what is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idle } from '../support/chromium.mjs';
import { open, openSample, page } from '../support/fixture.mjs';
import { widget } from '../support/widgets.mjs';

/** The mirror has caught up with what is on screen. @param {string} selector of an element that is in it then */
const mirrored = (selector) => page.waitForSelector(`#mirror ${selector}`, { state: 'attached' });

/** What the tree holds: [{role, name, value, checked, ...}]. */
async function tree() {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, value, properties = [] }) => ({
      ...Object.fromEntries(properties.map(({ name, value }) => [name, value.value])),
      role: role?.value,
      name: name?.value ?? '',
      value: value?.value,
    }));
}

/** The element that a screen reader is at: its role and name. */
const active = () =>
  page.evaluate(() => {
    const holder = document.activeElement;
    const id = holder?.getAttribute('aria-activedescendant');
    const e = id && document.getElementById(id);
    return e ? [e.getAttribute('role'), e.getAttribute('aria-label')] : null;
  });
const activeIs = (role, name) =>
  page.waitForFunction(
    ([role, name]) => {
      const e = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '');
      return e?.getAttribute('role') === role && (name === null || e.getAttribute('aria-label') === name);
    },
    [role, name ?? null],
  );
/** The widget that the ring is around. */
const focused = () => page.evaluate(() => window.dropboard.widgets().find(({ focused }) => focused));
const announced = (text) => page.waitForFunction((text) => document.getElementById('announce').textContent.includes(text), text);

const kControls = ['button', 'checkbox', 'radio', 'switch', 'tab', 'slider', 'textbox', 'combobox', 'menuitem', 'menuitemcheckbox', 'option'];
/** @type {Record<string, string>} role -> property without which it says too little */
const kNeeds = { checkbox: 'checked', radio: 'checked', switch: 'checked', tab: 'selected', menuitemcheckbox: 'checked', option: 'selected' };

for (const [what, fragment] of [['the start page', null], ['Scalars', '#v=1'], ['the table of runs', '#v=1&scalars.view=table'], ['Inspect', '#v=1&d=inspect'], ['its tags', '#v=1&d=inspect&inspect.view=tags']]) {
  test(`every control has a role, a name and a state: ${what}`, { timeout: 60_000 }, async () => {
    if (fragment === null) await open();
    else await openSample(fragment);
    const wanted = await page.evaluate(() => window.dropboard.widgets().filter(({ id, kind }) => id !== 0 && kind !== 'resize').length);
    await page.waitForFunction((wanted) => document.querySelectorAll('#mirror [data-widget]:not([role=separator])').length === wanted, wanted);
    const controls = (await tree()).filter(({ role }) => kControls.includes(role));
    assert.ok(controls.length >= 5);
    for (const control of controls) {
      const told = JSON.stringify(control);
      assert.ok(control.name, told);
      if (kNeeds[control.role]) assert.notEqual(control[kNeeds[control.role]], undefined, told);
      if (control.role === 'slider') assert.ok(Number.isFinite(control.value), told);
    }
    assert.equal(controls.length, wanted);
  });
}

test('Tab and Shift Tab: the reader is where the ring is', { timeout: 60_000 }, async () => {
  await openSample();
  const names = [];
  for (let n = 0; n < 12; ++n) {
    await page.keyboard.press('Tab');
    await idle(page);
    const { id, label, kind } = await focused();
    names.push(label);
    if (kind === 'field') continue;  // a real input stands for it
    await page.waitForFunction((id) => document.activeElement.getAttribute('aria-activedescendant') === `w${id}`, id);
  }
  await page.keyboard.press('Shift+Tab');
  await idle(page);
  assert.equal((await focused()).label, names.at(-2));
});

test('a field has its text as value, and is one', { timeout: 60_000 }, async () => {
  await openSample('#v=1&runs=train');
  await mirrored('[role=textbox]');
  const fields = async () => (await tree()).filter(({ name }) => name === 'Filter runs').map(({ role, value }) => [role, value]);
  assert.deepEqual(await fields(), [['textbox', 'train']]);
  await page.keyboard.press('/');
  await page.waitForSelector('input.text-edit');
  await page.waitForFunction(() => !document.querySelector('#mirror [aria-label="Filter runs"]'));
  assert.deepEqual(await fields(), [['textbox', 'train']]);
});

test('a menu is one, has its first item at hand, and gives the focus back', { timeout: 60_000 }, async () => {
  await openSample();
  for (let n = 0; n < 30 && (await focused())?.label !== 'Sort runs'; ++n) {
    await page.keyboard.press('Tab');
    await idle(page);
  }
  await activeIs('combobox', 'Sort runs');
  await page.keyboard.press('Enter');
  await idle(page);
  await activeIs('menuitemcheckbox');
  const [, first] = await active();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((first) => document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).getAttribute('aria-label') !== first, first);
  assert.ok((await tree()).some(({ role }) => role === 'menu'));
  await page.keyboard.press('Escape');
  await idle(page);
  await activeIs('combobox', 'Sort runs');
});

test('a dialog is modal, named and read; the palette says what Enter would choose', { timeout: 60_000 }, async () => {
  await openSample();
  await page.keyboard.press('?');
  await idle(page);
  await activeIs('dialog', 'Keys');
  const found = await tree();
  assert.equal(found.find(({ role }) => role === 'dialog').modal, true);
  assert.ok(await page.evaluate(() => [...document.querySelectorAll('#mirror [role=dialog] [role=note]')].some((e) => e.textContent === 'Light or dark: T')));
  assert.ok(!found.some(({ role }) => role === 'tab'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('input.text-edit[role=combobox]');
  await page.keyboard.type('light or');
  await activeIs('option', 'Light or dark');
  await page.keyboard.type('zzz');
  await announced('Nothing has a name like that.');
});

test('what happens is told: read, filtered, copied', { timeout: 60_000 }, async () => {
  await openSample();
  await announced('Read: 9 files');
  await page.keyboard.press('/');
  await page.waitForSelector('input.text-edit');
  await page.keyboard.type('lr_1e-2');
  await announced('2 of 4 runs shown');
  await page.keyboard.type('nothing');
  await announced('No run is shown');
});

test('what a link filters is told, also when it is read before the mirror is made', { timeout: 60_000 }, async () => {
  await openSample('#v=1&runs=lr_1e-2');
  await announced('2 of 4 runs shown');
});

test('elements stay while what they stand for does', { timeout: 60_000 }, async () => {
  await openSample();
  await mirrored('[role=checkbox]');
  const { id } = await widget(page, 'lr_1e-2/train', 'checkbox');
  await page.evaluate((id) => (document.getElementById(`w${id}`).kept = true), id);
  await page.keyboard.press('i');
  await idle(page);
  await mirrored('[aria-label="Filter files"]');
  assert.equal(await page.evaluate((id) => document.getElementById(`w${id}`).kept, id), true);
});
