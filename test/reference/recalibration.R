# The ladder and the closed test on the second hospital, with glm; the anchored fit by Newton's method in R.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(brglm2))
tight <- glm.control(epsilon = 1e-15, maxit = 100)
d <- read_data("cohort-600"); d$gwr100 <- 100 * d$gwr; y <- d$ich
X <- model.matrix(~ gwr100 + stroke + ffp + plt, d)
b <- c(11.96, log(c(0.894, 4.265, 1.208, 0.977))); se <- c(Inf, 0.03136, 0.71417, 0.07802, 0.00992)
lp <- as.vector(X %*% b); ll <- function(lp) sum(ifelse(y == 1, -log1p(exp(-lp)), -lp - log1p(exp(-lp))))
one <- glm(y ~ 1, binomial, offset = lp, control = tight); two <- glm(y ~ lp, binomial, control = tight); three <- glm(y ~ X - 1, binomial, control = tight)
two <- glm(y ~ lp, binomial, control = tight, start = coef(two))
pen <- ifelse(is.finite(se), 1 / se^2, 0); a <- b
for (i in 1:100) { p <- as.vector(plogis(X %*% a)); H <- crossprod(X * sqrt(p * (1 - p))) + diag(pen); a <- a + solve(H, crossprod(X, y - p) - pen * (a - b)) }
firth <- glm(y ~ X - 1, binomial, method = "brglmFit", type = "AS_mean", epsilon = 1e-14, maxit = 1000); fb <- unname(coef(firth))
flic <- glm(y ~ 1, binomial, offset = as.vector(X[, -1] %*% fb[-1]), control = tight)
lr <- 2 * (as.numeric(logLik(three)) - c(ll(lp), as.numeric(logLik(one)), as.numeric(logLik(two)))); df <- c(5, 4, 3)
T <- cbind(c(1, 0, 0, 0, 0), b)
write_reference("recalibration", "brglm2", list(published = b, standardErrors = se, keep = ll(lp),
  intercept = unname(c(b[1] + coef(one), b[-1])),
  slope = unname(c(coef(two)[1] + coef(two)[2] * b[1], coef(two)[2] * b[-1])), slopeCovariance = unname(T %*% vcov(two) %*% t(T)),
  anchored = as.vector(a), anchoredCovariance = unname(solve(H)), refit = c(unname(coef(flic)), fb[-1]), refitCovariance = unname(vcov(firth)),
  closed = list(lr = lr, df = df, p = pchisq(lr, df, lower.tail = FALSE))))
