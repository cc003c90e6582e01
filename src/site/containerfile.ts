/**
 * A Containerfile for the folder that `npm run site -- deploy` writes: Caddy and
 * the files, nothing else, no root, nothing writable. The program is copied
 * without its file capability, which a container without capabilities may not run.
 *
 * @param version shown by image inspection
 */
export function containerfile(version: string): string {
  return `# ECMO ICH risk ${version}. Build:  podman build -t ecmo-ich-risk .
# Where Docker Hub is not reached:  --build-arg CADDY=registry.your-hospital.example/caddy:2
# Run:    podman run --read-only --cap-drop=ALL --security-opt=no-new-privileges -p 8080:8080 ecmo-ich-risk
ARG CADDY=docker.io/library/caddy:2
FROM \${CADDY} AS server
RUN cp /usr/bin/caddy /caddy
FROM scratch
LABEL org.opencontainers.image.version="${version}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=server /caddy /usr/bin/caddy
COPY --chmod=0444 Caddyfile /etc/caddy/Caddyfile
COPY --chmod=0555 www /srv
ENV HOME=/tmp XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 65532:65532
EXPOSE 8080
CMD ["/usr/bin/caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
`;
}
