# Recomputes src/model/risk.ts and odds.ts independently, in base R.
# From this folder: Rscript risk.R > risk.json
# The coefficients are taken from the printed odds ratios here, not from our document.
z95 <- qnorm(0.975)
printed <- list(gwr = c(0.894, 0.841, 0.951), stroke = c(4.265, 1.052, 17.291),
                ffp = c(1.208, 1.037, 1.408), plt = c(0.977, 0.958, 0.996))
beta <- sapply(printed, function(o) log(o[1]))
se <- sapply(printed, function(o) (log(o[3]) - log(o[2])) / (2 * z95))
reference <- c(124, 0, 2, 56)
gwr.mean <- 124
gwr.sd <- 8.5
intercept <- c(low = 11.01, central = 11.96, high = 13.14)
centre.variance <- 1 / 19.87

# A made-up full covariance of (intercept, gwr, stroke, ffp, plt), positive definite by construction.
root <- matrix(c(0.9, 0, 0, 0, 0,
                 -0.011, 0.004, 0, 0, 0,
                 0.05, 0.002, 0.4, 0, 0,
                 -0.03, 0.001, 0.01, 0.06, 0,
                 -0.006, 0.0005, -0.002, 0.001, 0.005), 5, byrow = TRUE)
covariance <- root %*% t(root)

# Log odds of E[expit(N(mean, sd^2))]; both tails so that neither is lost to rounding.
mixed <- function(mean, sd) {
  if (sd == 0) return(mean)
  area <- function(sign) {
    f <- function(z) plogis(sign * (mean + sd * z)) * dnorm(z)
    edges <- seq(-24, 24, by = 1)
    sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-13, abs.tol = 0)$value, head(edges, -1), tail(edges, -1)))
  }
  log(area(1)) - log(area(-1))
}

risk <- function(x, site = NULL, full = FALSE) {
  missing <- is.na(x[1])
  if (missing) x[1] <- gwr.mean
  b0 <- if (is.null(site)) intercept[["central"]] else site[1]
  lp <- b0 + sum(beta * x)
  s <- if (missing) abs(beta[[1]]) * gwr.sd else 0
  slopes <- if (full) covariance[-1, -1] else diag(se^2)
  extra <- if (missing) slopes[1, 1] * gwr.sd^2 else 0
  u <- x - reference
  v <- if (full && is.null(site)) c(t(c(1, x)) %*% covariance %*% c(1, x)) + extra
       else centre.variance + c(t(u) %*% slopes %*% u) + extra
  shift <- if (!is.null(site)) c(1, 1) * z95 * site[2]
           else if (full) c(0, 0)
           else c(intercept[["central"]] - intercept[["low"]], intercept[["high"]] - intercept[["central"]])
  at <- function(d) mixed(lp + d, s)
  centre <- at(0)
  structural <- c(at(-shift[1]), at(shift[2]))
  statistical <- c(at(-z95 * sqrt(v)), at(z95 * sqrt(v)))
  unseen <- if (missing) c(lp - z95 * s, lp + z95 * s) else c(centre, centre)
  wide <- sqrt((structural - centre)^2 + (statistical - centre)^2 + (unseen - centre)^2)
  o <- sum(beta * u)
  reach <- z95 * sqrt(c(t(u) %*% slopes %*% u) + extra)
  list(linearPredictor = lp, central = plogis(centre), low = plogis(centre - wide[1]), high = plogis(centre + wide[2]),
       structural = plogis(structural), statistical = plogis(statistical),
       unseen = if (missing) plogis(unseen) else NULL, odds = exp(c(o, o - reach, o + reach)))
}

number <- function(v) if (length(v) == 0) "null" else if (length(v) == 1) sprintf("%.17g", v) else
  paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
patients <- expand.grid(gwr = c(NA, 105, 114, 124, 145), stroke = 0:1, ffp = c(0, 2.5, 12), plt = c(5, 25, 56, 300))
settings <- list(list(name = "published", site = NULL, full = FALSE),
                 list(name = "site intercept", site = c(10.7, 0.31), full = FALSE),
                 list(name = "full covariance", site = NULL, full = TRUE),
                 list(name = "full covariance, site intercept", site = c(10.7, 0.31), full = TRUE))
lines <- character()
for (setting in settings) for (i in seq_len(nrow(patients))) {
  x <- as.numeric(patients[i, ])
  r <- risk(x, setting$site, setting$full)
  inputs <- sprintf('"gwr": %s, "stroke-history": %d, "ffp-units": %s, "platelets-lowest": %s',
                    if (is.na(x[1])) "null" else format(x[1] / 100, digits = 15), x[2], format(x[3]), format(x[4]))
  body <- paste(sprintf('"%s": %s', names(r), sapply(r, number)), collapse = ", ")
  lines <- c(lines, sprintf('{ "setting": "%s", "inputs": { %s }, %s }', setting$name, inputs, body))
}
mixtures <- character()
for (m in c(-30, -12, -4, -2.86, 0, 1, 7, 25)) for (s in c(0, 0.01, 0.5, 0.952, 2, 4, 9)) {
  mixtures <- c(mixtures, sprintf('{ "mean": %.17g, "sd": %.17g, "logOdds": %.17g }', m, s, mixed(m, s)))
}
rows <- apply(covariance, 1, number)
cat(sprintf('{\n"r": "%s",\n"covariance": [%s],\n"mixtures": [\n%s\n],\n"risks": [\n%s\n]\n}\n', R.version.string,
            paste(rows, collapse = ", "), paste(mixtures, collapse = ",\n"), paste(lines, collapse = ",\n")))
