/**
 * A Containerfile for the folder that `npm run site -- deploy` writes: a static
 * server, no root, nothing writable. Run it with `--read-only --cap-drop=ALL`.
 *
 * @param version shown by image inspection
 */
export function containerfile(version: string): string {
  return `# ECMO ICH risk ${version}. Build:  podman build -t ecmo-ich-risk .
# Run:    podman run --read-only --cap-drop=ALL --security-opt=no-new-privileges -p 8080:8080 ecmo-ich-risk
FROM caddy:2
LABEL org.opencontainers.image.version="${version}" org.opencontainers.image.licenses="Apache-2.0"
COPY --chmod=0444 Caddyfile /etc/caddy/Caddyfile
COPY --chmod=0555 www /srv
ENV XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 65532:65532
EXPOSE 8080
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
`;
}
