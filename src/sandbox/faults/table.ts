import { faultGroups } from './all.ts';

/** The list of faults as Markdown, one table a group, for people who plan a test. */
export function faultTable(): string {
  const tables = faultGroups.map(({ heading, faults }) => {
    const rows = faults.map(
      ({ name, rows: numbers, words }) => `| \`${name}\` | ${words} | ${numbers.join(', ')} |`,
    );
    return [
      `## ${heading}`,
      '',
      '| fault | what happens | matrix rows |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  return `${tables.join('\n\n')}\n`;
}
