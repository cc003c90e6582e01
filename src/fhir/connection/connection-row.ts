/** One feature the app needs of a server, and what this server makes of it. */
export interface ConnectionRow {
  /** `launch`, `search Observation`, `write-back` …; never translated, for tickets. */
  readonly feature: string;
  readonly verdict: 'yes' | 'partly' | 'no' | 'unknown';
  /** What follows at the bedside, in words for hospital IT. */
  readonly meaning: string;
  /** What to ask the vendor to switch on; absent when there is nothing to ask. */
  readonly ask?: string;
}
