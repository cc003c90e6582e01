/** Text that is HTML already; everything else is escaped on its way into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Something a page template may hold. */
export type Content = Html | string | number | null | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(rendered).join('');
  return String(content).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A page template: whatever is put in is escaped unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.map((text, index) => text + rendered(contents[index] ?? null)).join(''));
}

/** What every page of the pretend hospital is sent with. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Origins besides the hospital's that its forms may lead to and its frames may show. */
  readonly apps: readonly string[];
}

/** A whole page as an answer, under a strict content security policy. */
export function pageAnswer({ title, body, status = 200, apps }: Page): Response {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Pretend hospital</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/record/record.css" />
        <link rel="stylesheet" href="/record/chart.css" />
        <script src="/record/record.js" type="module"></script>
      </head>
      <body>
        <aside class="pretend" aria-label="What this is">
          <p>
            <strong>Pretend hospital</strong> No real patients, no real clinicians. Everything here
            is made up.
          </p>
        </aside>
        ${body}
      </body>
    </html> `;
  const others = apps.join(' ');
  return new Response(page.text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self' ${others}; frame-src 'self' ${others}; frame-ancestors 'self'; base-uri 'none'`,
    },
  });
}
