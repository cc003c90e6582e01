import type { Site } from '../clinical/site.ts';
import { planPageHeaders } from './page-headers.ts';

/**
 * An nginx configuration for the built app of one site. nginx drops inherited
 * headers in a location that adds its own, so both locations carry all of them.
 *
 * @param folder where the built files lie on the server
 */
export function nginxConfiguration(site: Site, folder: string): string {
  const headers = (indent: string, cache: string): string =>
    [...planPageHeaders(site), ['Cache-Control', cache] as const]
      .map(([name, value]) => `${indent}add_header ${name} "${value}" always;`)
      .join('\n');
  return `# ${site.name}: ECMO ICH risk, made by \`npm run site -- deploy\`. Do not edit; edit site.json.
# Put it behind your TLS terminator, or add listen 443 ssl and your certificate.
worker_processes auto;
pid /tmp/nginx.pid;
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  server_tokens off;
  access_log off;
  error_log stderr crit;
  gzip on;
  gzip_types text/css application/javascript text/javascript application/json;
  client_body_temp_path /tmp/client; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
  server {
    listen 8080;
    root ${folder};
    index index.html;
    if ($request_method !~ ^(GET|HEAD)$) { return 405; }
    location /assets/ {
${headers('      ', 'public, max-age=31536000, immutable')}
      try_files $uri =404;
    }
    location ~ /\\. { return 404; }
    location / {
${headers('      ', 'no-store')}
      try_files $uri $uri/ =404;
    }
  }
}
`;
}
