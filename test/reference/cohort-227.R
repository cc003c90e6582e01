# Two synthetic cohorts of the paper's own design: 227 patients to develop on, 600 of a second hospital to validate on.
# Run from anywhere: Rscript test/reference/cohort-227.R. Values are rounded so that JSON holds them exactly.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
draw <- function(n, b0, slope, seed) {
  set.seed(seed)
  z <- matrix(rnorm(4 * n), n)
  zp <- z[, 2]; zf <- -0.15 * zp + sqrt(1 - 0.15^2) * z[, 3]; zg <- -0.075 * zf + sqrt(1 - 0.075^2) * z[, 1]
  gwr <- round(1.24 + 0.085 * zg, 3)
  plt <- round(pmin(pmax(56 * exp(0.6 * zp), 5), 300))
  u <- pnorm(zf); ffp <- numeric(n); given <- u > 0.4
  ffp[given] <- qgamma((u[given] - 0.4) / 0.6 * 0.9999, 1 / 0.64, scale = (2 / 0.6) * 0.64)
  ffp <- round(ffp, 2)
  stroke <- as.integer(pnorm(z[, 4]) < 0.07)
  lp <- 11.96 + log(0.894) * 100 * gwr + log(4.265) * stroke + log(1.208) * ffp + log(0.977) * plt
  ich <- as.integer(runif(n) < plogis(b0 + slope * lp))
  year <- sort(sample(2017:2022, n, TRUE)); site <- sample(1:5, n, TRUE)
  list(columns = list(gwr = gwr, stroke = stroke, ffp = ffp, plt = plt, ich = ich, year = year, site = site, risk = signif(plogis(lp), 12)))
}
write_reference("cohort-227", "base", draw(227, 0, 1, 20250301))
write_reference("cohort-600", "base", draw(600, -0.2, 0.7, 5))
