# Calibration, overall performance and net benefit of the published risks in the second hospital.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages({library(rms)})
tight <- glm.control(epsilon = 1e-15, maxit = 100)
d <- read_data("cohort-600"); p <- d$risk; y <- d$ich; lp <- qlogis(p); n <- length(y)
large <- glm(y ~ 1, binomial, offset = lp, control = tight)
weak <- glm(y ~ lp, binomial, control = tight)
wald <- function(m, j) unname(coef(m)[j] + c(-1, 1) * qnorm(.975) * sqrt(vcov(m)[j, j]))
errors <- function(f) { g <- abs(p - f); c(mean(g), median(g), quantile(g, .9, names = FALSE), max(g)) }
rcs_curve <- function(k) {
  knots <- attr(rcspline.eval(lp, nk = k), "knots"); B <- cbind(lp, rcspline.eval(lp, knots))
  m <- glm(y ~ B, binomial, control = tight)
  m <- glm(y ~ B, binomial, control = tight, start = coef(m)) # glm's covariance is of the step before the last
  grid <- seq(quantile(p, .01), quantile(p, .99), length.out = 11); g <- qlogis(grid); G <- cbind(1, g, rcspline.eval(g, knots))
  eta <- as.vector(G %*% coef(m)); se <- sqrt(rowSums((G %*% vcov(m)) * G))
  list(knots = knots, fitted = fitted(m)[1:20], error = errors(fitted(m)), observed = plogis(eta), low = plogis(eta - qnorm(.975) * se), high = plogis(eta + qnorm(.975) * se))
}
lo <- function(risk, span, degree = 2) predict(loess(y ~ risk, span = span, degree = degree))
lo75 <- lo(p, .75)
few <- seq_len(60); vp <- val.prob(p, y, pl = FALSE)
nb <- function(t) { a <- p >= t; mean(a & y == 1) - mean(a & y == 0) * t / (1 - t) }
t <- seq(.02, .5, .01)
set.seed(3); five <- sample(which(y == 0), 40); six <- c(five, which(y == 1)[1:7])
write_reference("calibration", c("rms", "Hmisc"), list(
  large = list(value = unname(coef(large)), interval = wald(large, 1)),
  weak = list(coefficients = unname(coef(weak)), intercept = wald(weak, 1), slope = wald(weak, 2), covariance = unname(vcov(weak))),
  oe = list(value = sum(y) / sum(p), interval = sum(y) / sum(p) * exp(c(-1, 1) * qnorm(.975) * sqrt((1 - mean(y)) / sum(y)))),
  oeFew = list(rows = six - 1, interval = poisson.test(7)$conf.int[1:2] / sum(p[six])),
  brier = mean((p - y)^2), scaled = 1 - mean((p - y)^2) / (mean(y) * (1 - mean(y))), logLoss = -mean(ifelse(y == 1, log(p), log1p(-p))),
  valProb = unname(vp["Brier"]),
  rcs3 = rcs_curve(3), rcs4 = rcs_curve(4), rcs5 = rcs_curve(5),
  knots60 = lapply(3:5, function(k) attr(rcspline.eval(lp[few], nk = k), "knots")),
  loess = list(fitted = lo75, error = errors(lo75), span50 = lo(p, .5), degree1 = lo(p, .75, 1), rounded = lo(round(p, 2), .75)),
  netBenefit = list(threshold = t, model = sapply(t, nb), all = mean(y) - (1 - mean(y)) * t / (1 - t))))
