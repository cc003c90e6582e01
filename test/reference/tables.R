# What the command line prints for small hostile tables: ties, a missing ratio, separation, one event in 150 patients.
# The members have the names the command line gives them. A missing ratio is integrated out by R's own integrate().
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages({library(pROC); library(rms); library(brglm2); library(glmnet)})
tight <- glm.control(epsilon = 1e-15, maxit = 200)
b <- c(11.96, log(.894) / .01, log(4.265), log(1.208), log(.977))
names <- c("gwr", "stroke", "ffp_units", "plt_min")
draw <- function(n, seed, shift) {
  set.seed(seed)
  d <- data.frame(gwr = round(rnorm(n, 1.24, .085), 2), stroke = rbinom(n, 1, .12), ffp_units = ifelse(runif(n) < .6, round(rgamma(n, 1.4) * 2.4, 1), 0), plt_min = round(pmax(6, 56 * exp(.6 * rnorm(n)))))
  d$ich <- rbinom(n, 1, plogis(shift + as.vector(cbind(1, as.matrix(d)) %*% b)))
  d
}
# Log odds of the model; where the ratio is missing, of the risk averaged over its distribution.
log_odds <- function(d) {
  x <- cbind(1, as.matrix(d[, names])); x[is.na(x[, 2]), 2] <- 1.24
  eta <- as.vector(x %*% b); s <- abs(b[2]) * .085
  mean_risk <- function(e) integrate(function(z) plogis(e + s * z) * dnorm(z), -12, 12, rel.tol = 1e-13, abs.tol = 0, subdivisions = 2000)$value
  ifelse(is.na(d$gwr), qlogis(sapply(eta, mean_risk)), eta)
}
validated <- function(d) {
  lp <- log_odds(d); p <- plogis(lp); y <- d$ich; n <- length(y); rate <- mean(y); oe <- sum(y) / sum(p)
  ci <- as.numeric(ci.auc(roc(y, p, direction = "<", levels = c(0, 1), quiet = TRUE), method = "delong"))
  weak <- glm(y ~ lp, binomial, control = tight); spline <- cbind(lp, rcspline.eval(lp, nk = 3))
  gap <- abs(p - predict(loess(y ~ p, span = .75, degree = 2)))
  t <- seq(.02, .5, .01)
  list(n = n, events = sum(y), auc = ci[2], aucCi = ci[c(1, 3)], brier = mean((p - y)^2), scaledBrier = 1 - mean((p - y)^2) / (rate * (1 - rate)),
    logLoss = -mean(ifelse(y == 1, log(p), log1p(-p))), calibrationInTheLarge = unname(coef(glm(y ~ 1, binomial, offset = lp, control = tight))),
    calibrationIntercept = unname(coef(weak)[1]), calibrationSlope = unname(coef(weak)[2]), oe = oe, oeCi = oe * exp(c(-1, 1) * qnorm(.975) * sqrt((1 - rate) / sum(y))),
    ici = list(loess = mean(gap), rcs = mean(abs(p - fitted(glm(y ~ spline, binomial, control = tight))))), e50 = median(gap), e90 = quantile(gap, .9, names = FALSE), emax = max(gap),
    netBenefit = list(threshold = t, model = sapply(t, function(t) mean(p >= t & y == 1) - mean(p >= t & y == 0) * t / (1 - t)), all = rate - (1 - rate) * t / (1 - t)))
}
firth <- function(d, ...) glm(d$ich ~ as.matrix(d[, names]), binomial, method = "brglmFit", type = "AS_mean", epsilon = 1e-12, maxit = 20000, ...)
fit <- function(m) list(coefficients = unname(coef(m)), se = unname(sqrt(diag(vcov(m)))), vcov = unname(vcov(m)), logLikelihood = as.numeric(logLik(m)))
# glmnet finds the answer of a small penalty only on its way down from large ones.
penalised <- function(d, alpha, lambda) { l <- lambda * 2^(20:0); as.numeric(coef(glmnet(as.matrix(d[, names]), d$ich, family = "binomial", alpha = alpha, lambda = l, thresh = 1e-16, maxit = 1e7), s = lambda)) }
flic <- function(d, m) { eta <- as.vector(as.matrix(d[, names]) %*% coef(m)[-1]); uniroot(function(a) sum(plogis(a + eta)) - sum(d$ich), c(-200, 200), tol = 1e-13)$root }

gaps <- draw(260, 17, .4); gaps$gwr[seq(1, 260, 3)] <- NA; lp <- log_odds(gaps)
shift <- glm(gaps$ich ~ 1, binomial, offset = lp, control = tight); both <- glm(gaps$ich ~ lp, binomial, control = tight)
ties <- draw(200, 23, .3); ties$gwr <- round(ties$gwr, 1); ties$plt_min <- pmax(10, round(ties$plt_min, -1)); ties$ffp_units <- round(ties$ffp_units)
X <- as.matrix(ties[, names]); ml <- glm(ties$ich ~ X, binomial, control = tight); ml <- glm(ties$ich ~ X, binomial, control = tight, start = coef(ml)); lt <- log_odds(ties)
ll <- function(m) as.numeric(logLik(m)); keep <- sum(ties$ich * lt - log1p(exp(lt)))
set.seed(4); separated <- draw(60, 5, 0); separated$ich <- ifelse(separated$stroke == 1 & runif(60) < .7, 1, 0); separated$ich[which(separated$stroke == 1)[1:2]] <- c(0, 1)
rare <- draw(150, 31, 0); rare$gwr <- rare$gwr + 0; rare$ich <- 0; rare$ich[which.max(rare$gwr)] <- 1
rf <- firth(rare, slowit = .5); sf <- firth(separated)
write_reference("tables", c("pROC", "rms", "brglm2", "glmnet"), list(
  gaps = list(columns = as.list(gaps), validate = validated(gaps), recalibrate = list(intercept = unname(coef(shift)), both = unname(coef(both)))),
  ties = list(columns = as.list(ties), validate = validated(ties), ml = fit(ml), firth = fit(firth(ties)), ridge = penalised(ties, 0, .02), lasso = penalised(ties, 1, .01),
    closedTest = c(2 * (ll(ml) - keep), 2 * (ll(ml) - ll(glm(ties$ich ~ 1, binomial, offset = lt, control = tight))), 2 * (ll(ml) - ll(glm(ties$ich ~ lt, binomial, control = tight))))),
  separated = list(columns = as.list(separated), firth = fit(sf), flic = flic(separated, sf), ridge = penalised(separated, 0, .02), lasso = penalised(separated, 1, .01)),
  rare = list(columns = as.list(rare), firth = fit(rf), flic = flic(rare, rf))))
