# Maximum likelihood (glm), Firth (brglm2, profile by its own offset fits), ridge and lasso (glmnet), ridge path (rms pentrace).
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages({library(brglm2); library(glmnet); library(rms)})
d <- read_data("cohort-227"); d$gwr100 <- 100 * d$gwr
f <- ich ~ gwr100 + stroke + ffp + plt
tight <- glm.control(epsilon = 1e-15, maxit = 100)
ml <- glm(f, binomial, d, control = tight)
out <- list(ml = list(coefficients = coef(ml), covariance = unname(vcov(ml)), logLik = as.numeric(logLik(ml)), nullDeviance = ml$null.deviance, aic = AIC(ml)))
off <- glm(ich ~ gwr100 + ffp, binomial, d, offset = -0.02 * plt, control = tight)
out$offset <- list(coefficients = coef(off), covariance = unname(vcov(off)), logLik = as.numeric(logLik(off)))
w <- glm(f, binomial, d, weights = 1 + (seq_len(nrow(d)) %% 3), control = tight)
out$weighted <- list(coefficients = coef(w), covariance = unname(vcov(w)))

X <- model.matrix(f, d); y <- d$ich
pen <- function(X, b) { p <- plogis(X %*% b); sum(ifelse(y == 1, log(p), log1p(-p))) + 0.5 * as.numeric(determinant(crossprod(X * sqrt(as.vector(p * (1 - p)))))$modulus) }
firth <- glm(f, binomial, d, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 1000)
b <- coef(firth); top <- pen(X, b)
# Penalised likelihood with coefficient j held, the determinant of the whole model kept (Heinze and Schemper 2002).
held <- function(X, j, v, start) {
  b <- start; b[j] <- v; free <- setdiff(seq_along(b), j)
  b[free] <- b[free] + as.vector(solve(crossprod(X[, free]), crossprod(X[, free], X[, j] * (start[j] - v)))) # start where the log odds hardly move
  for (it in 1:500) {
    p <- as.vector(plogis(X %*% b)); W <- p * (1 - p); I <- crossprod(X * sqrt(W))
    h <- rowSums((X %*% solve(I, tol = 0)) * X) * W
    s <- solve(I[free, free], crossprod(X, y - p + h * (0.5 - p))[free], tol = 0)
    s <- s / max(1, max(abs(X[, free, drop = FALSE] %*% s)) / 2); b[free] <- b[free] + s
    if (max(abs(s)) < 1e-13) break
  }
  pen(X, b)
}
profile <- t(sapply(seq_along(b), function(j) {
  se <- sqrt(diag(vcov(firth)))[j]; g <- function(v) held(X, j, v, b) - top + qchisq(.95, 1) / 2
  c(uniroot(g, c(b[j] - 6 * se, b[j]), tol = 1e-13)$root, uniroot(g, c(b[j], b[j] + 6 * se), tol = 1e-13)$root)
}))
flic <- glm(y ~ 1, binomial, offset = as.vector(X[, -1] %*% b[-1]), control = tight)
out$firth <- list(coefficients = b, covariance = unname(vcov(firth)), penalisedLogLik = top, profile = unname(profile),
  p = sapply(seq_along(b), function(j) pchisq(2 * (top - held(X, j, 0, b)), 1, lower.tail = FALSE)), flic = unname(coef(flic)))

# Separation: everybody with a stroke bled.
s <- d; s$ich[s$stroke == 1] <- 1L; y <- s$ich
sep <- glm(f, binomial, s, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 1000)
out$separated <- list(ich = s$ich, coefficients = coef(sep), covariance = unname(vcov(sep)))

Z <- X[, -1]; y <- d$ich
glm1 <- function(alpha, lambda) as.vector(coef(glmnet(Z, y, "binomial", alpha = alpha, lambda = lambda, thresh = 1e-22, maxit = 1e7)))
out$ridge <- lapply(c(0.005, 0.02, 0.2), function(l) list(lambda = l, coefficients = glm1(0, l)))
out$lasso <- lapply(c(0.002, 0.01, 0.03), function(l) list(lambda = l, coefficients = glm1(1, l)))
out$elastic <- list(list(alpha = 0.5, lambda = 0.01, coefficients = glm1(0.5, 0.01)))
set.seed(11); fold <- sample(rep(1:10, length.out = nrow(d)))
glmnet.control(fdev = 0, devmax = 1) # no early end of the path; the same penalties in every fold
cv <- function(alpha) {
  lambda <- exp(seq(log(if (alpha == 1) 0.07 else 20), log(5e-4), length.out = 40))
  c <- cv.glmnet(Z, y, family = "binomial", alpha = alpha, foldid = fold, lambda = lambda, thresh = 1e-18, maxit = 1e7)
  list(alpha = alpha, lambda = c$lambda, deviance = c$cvm, error = c$cvsd, best = c$lambda.min, oneError = c$lambda.1se)
}
out$fold <- fold; out$cv <- list(cv(1), cv(0))
fit <- lrm(f, d, x = TRUE, y = TRUE, eps = 1e-12, maxit = 100)
grid <- c(0.5, 1, 2, 4, 8, 16)
tr <- pentrace(fit, grid, noaddzero = TRUE, maxit = 100)
out$pentrace <- list(penalty = tr$results.all[, "penalty"], df = tr$results.all[, "df"], aic = tr$results.all[, "aic"], bic = tr$results.all[, "bic"], aicc = tr$results.all[, "aic.c"], best = tr$penalty)
pf <- lrm(f, d, penalty = 2, eps = 1e-12, maxit = 100)
out$penalised2 <- list(coefficients = coef(pf), covariance = unname(vcov(pf)))
robust <- robcov(fit, cluster = d$site)
out$robust <- unname(vcov(robust)); out$plain <- unname(vcov(fit))
write_reference("logistic", c("brglm2", "glmnet", "rms"), out)
