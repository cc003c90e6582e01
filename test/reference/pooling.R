# Random-effects means (metafor, REML, Hartung-Knapp, prediction interval) of five and of two hospitals, one without spread between them.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(metafor))
cases <- list(
  list(y = c(0.42, -0.13, 0.81, 0.27, 1.10), v = c(0.09, 0.05, 0.12, 0.04, 0.20)),
  list(y = c(1.31, 0.62), v = c(0.08, 0.03)),
  list(y = c(0.50, 0.52, 0.47, 0.55), v = c(0.10, 0.09, 0.20, 0.15)))
one <- function(x) {
  m <- rma(x$y, x$v, method = "REML", test = "knha", control = list(threshold = 1e-14, maxiter = 10000)); p <- predict(m)
  list(y = x$y, v = x$v, value = as.numeric(m$beta), se = m$se, low = m$ci.lb, high = m$ci.ub, tau2 = m$tau2, i2 = m$I2 / 100, prediction = c(p$pi.lb, p$pi.ub))
}
write_reference("pooling", "metafor", list(cases = lapply(cases, one)))
