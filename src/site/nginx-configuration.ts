import type { Site } from '../clinical/site.ts';
import { planPageHeaders } from './page-headers.ts';

/**
 * An nginx configuration for the built app of one site: all headers on every
 * answer, hashed assets kept for a year if they are there, all else never kept,
 * GET and HEAD only. nginx drops inherited headers in a location that adds its
 * own, so no location does.
 *
 * @param folder where the built files lie on the server
 */
export function nginxConfiguration(site: Site, folder: string): string {
  const headers = [...planPageHeaders(site), ['Cache-Control', '$kept'] as const]
    .map(([name, value]) => `    add_header ${name} "${value}" always;`)
    .join('\n');
  return `# ${site.name}: ECMO ICH risk, made by \`npm run site -- deploy\`. Do not edit; edit site.json.
# Start:  nginx -c <this file>. Put it behind your TLS terminator, or add listen 443 ssl and your certificate.
worker_processes auto;
pid /tmp/nginx.pid;
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  charset utf-8;
  server_tokens off;
  access_log off;
  error_log stderr crit;
  gzip on; gzip_comp_level 6; gzip_vary on;
  # also for a TLS terminator in front, which asks over HTTP/1.0 or names itself in Via
  gzip_http_version 1.0; gzip_proxied any;
  gzip_types text/css application/javascript text/javascript application/json;
  client_body_temp_path /tmp/client; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
  # an asset that is missing must not be remembered as missing
  map $status$uri $kept {
    default "no-store";
    "~^[23]../assets/" "public, max-age=31536000, immutable";
  }
  server {
    listen 8080;
    root ${folder};
    index index.html;
${headers}
    if ($request_method !~ ^(GET|HEAD)$) { return 405; }
    location ~ /\\. { return 404; }
    location / { try_files $uri $uri/index.html =404; }
  }
}
`;
}
