# Aalen-Johansen and Kaplan-Meier (survival), with tied times and censoring.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(survival))
set.seed(8); n <- 250
t1 <- rexp(n, 0.01); t2 <- rexp(n, 0.06); cens <- runif(n, 2, 40)
time <- ceiling(pmin(t1, t2, cens) * 2) / 2; cause <- ifelse(t1 <= pmin(t2, cens), 1, ifelse(t2 <= cens, 2, 0))
aj <- survfit(Surv(time, factor(cause, 0:2)) ~ 1); km <- survfit(Surv(time, cause == 1) ~ 1)
write_reference("time", "survival", list(time = time, cause = cause,
  aj = list(time = aj$time, atRisk = aj$n.risk[, 1], incidence = aj$pstate[, 2], se = aj$std.err[, 2], free = aj$pstate[, 1]),
  km = list(time = km$time, incidence = 1 - km$surv, se = km$surv * km$std.err)))
