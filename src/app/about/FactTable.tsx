import { useWords } from '../words/use-words.ts';
import type { WordKey } from '../words/words.ts';

/** A titled table of texts; every row has as many cells as there are columns. */
export function FactTable(props: {
  readonly title: string;
  readonly columns: readonly WordKey[];
  readonly rows: readonly (readonly string[])[];
}) {
  const words = useWords();
  if (props.rows.length === 0) return null;
  return (
    <table>
      <caption>{props.title}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {words.say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, column) => (
              <td key={props.columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
