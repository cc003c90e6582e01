# Quantiles and probabilities of R's own distributions.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
p <- c(1e-12, 1e-6, 0.001, 0.025, 0.2, 0.5, 0.7, 0.9, 0.975, 0.9999); z <- c(-30, -8, -3, -1.5, -1, -0.3, 0, 0.4, 1.05, 1.6, 2.5, 6)
x <- c(0.001, 0.3, 1, 3.84, 10, 60, 300); df <- c(1, 2, 5, 40); t <- c(0.1, 1, 2.3, 8, 60); nu <- c(0.7, 3.7, 12, 222.4)
write_reference("distributions", "stats", list(p = p, normalQuantile = qnorm(p), z = z, normal = pnorm(z),
  x = x, df = df, chiUpper = outer(df, x, function(d, x) pchisq(x, d, lower.tail = FALSE)), chiQuantile = outer(df, p[3:10], function(d, p) qchisq(p, d)),
  t = t, nu = nu, tTwoSided = outer(nu, t, function(d, t) 2 * pt(-t, d)), tQuantile = outer(nu, p[3:10], function(d, p) qt(p, d)),
  gammaAt = c(0.01, 0.5, 1, 3.2, 14.9, 15.1, 200), logGamma = lgamma(c(0.01, 0.5, 1, 3.2, 14.9, 15.1, 200)),
  poisson = t(sapply(0:9, function(k) poisson.test(k)$conf.int[1:2]))))
