// A reporter for Node's test runner: a line a test, failures with their cause, and the counts as JSON in $DROPBOARD_COUNTS.

import { writeFileSync } from 'node:fs';

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type === 'test:diagnostic' && data.nesting === 0 && !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)) {
      yield `     ${data.message}\n`;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, details, skip } = data;
    const whole = details?.type === 'suite' || name.endsWith('.test.mjs');  // a file: its tests are told by themselves
    const cause = details?.error?.cause ?? details?.error;
    if (whole && (type === 'test:pass' || counts.failed)) continue;
    const secs = `${((details?.duration_ms ?? 0) / 1000).toFixed(2)} s`;
    if (type === 'test:fail') {
      ++counts.failed;
      yield `FAIL ${name} (${secs})\n${indent(cause?.stack ?? String(cause))}\n`;
    } else if (skip !== undefined) {
      ++counts.skipped;
      yield `skip ${name}${typeof skip === 'string' && skip ? `: ${skip}` : ''}\n`;
    } else {
      ++counts.passed;
      yield `ok   ${name} (${secs})\n`;
    }
  }
  if (process.env.DROPBOARD_COUNTS) writeFileSync(process.env.DROPBOARD_COUNTS, JSON.stringify(counts));
}

const indent = (text) => text.replace(/^/gm, '       ');
