# Rubin's rules (pool.scalar) on fixed numbers, and mice's own answers on a cohort with values missing at random.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(mice))
set.seed(12)
scalar <- function(m, n, k, b) { q <- 0.5 + b * rnorm(m); u <- runif(m, 0.02, 0.06); r <- pool.scalar(q, u, n, k); list(q = q, u = u, n = r$df * 0 + n, k = k, qbar = r$qbar, ubar = r$ubar, b = r$b, t = r$t, df = r$df, r = r$r, fmi = r$fmi) }
cases <- list(scalar(5, 227, 5, 0.2), scalar(20, 600, 5, 0.05), scalar(40, 60, 3, 0.4), scalar(3, 1e6, 2, 0.1))
d <- read_data("cohort-600"); e <- data.frame(gwr = 100 * d$gwr, stroke = d$stroke, ffp = d$ffp, plt = d$plt, ich = d$ich)
# Missing more often in the sick: depends on plasma and outcome, which are always there.
e$gwr[runif(600) < plogis(-1.2 + 0.25 * e$ffp - 0.5 * e$ich)] <- NA
e$plt[runif(600) < plogis(-2.2 + 0.2 * e$ffp)] <- NA
e$stroke[runif(600) < 0.10] <- NA
g <- e; g$stroke <- factor(g$stroke)
M <- 200
imp <- mice(g, m = M, maxit = 10, method = c("pmm", "logreg", "", "pmm", ""), seed = 99, printFlag = FALSE)
fits <- lapply(seq_len(M), function(i) { x <- complete(imp, i); x$stroke <- as.numeric(as.character(x$stroke)); glm(ich ~ gwr + stroke + ffp + plt, binomial, x) })
Q <- t(sapply(fits, coef)); U <- t(sapply(fits, function(f) diag(vcov(f))))
means <- t(sapply(seq_len(M), function(i) { x <- complete(imp, i); c(mean(x$gwr), mean(x$plt), mean(as.numeric(as.character(x$stroke)))) }))
write_reference("imputation", "mice", list(cases = cases, columns = list(gwr = e$gwr, stroke = e$stroke, ffp = e$ffp, plt = e$plt, ich = e$ich),
  imputations = M, value = colMeans(Q), between = apply(Q, 2, var), within = colMeans(U), meanValue = colMeans(means), meanBetween = apply(means, 2, var),
  complete = unname(coef(glm(ich ~ gwr + stroke + ffp + plt, binomial, e)))))
