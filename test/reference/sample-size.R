# The formulas of pmvalsampsize 0.1.0 and pmsampsize written out (neither is in Debian), on a given linear predictor, and a simulation of R2 from C.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
d <- read_data("cohort-600"); lp <- qlogis(d$risk); z <- qnorm(.975)
size <- function(prev, c, wo, ws, wc) {
  se <- uniroot(function(s) exp(z * s) - exp(-z * s) - wo, c(0, 2), tol = 1e-14)$root
  p <- plogis(lp); i0 <- mean(p * (1 - p)); i1 <- mean(lp * p * (1 - p)); i2 <- mean(lp^2 * p * (1 - p))
  n <- 2:2e5; v <- c * (1 - c) * (1 + (n / 2 - 1) * (1 - c) / (2 - c) + (n / 2 - 1) * c / (1 + c)) / (n^2 * prev * (1 - prev))
  c(oe = ceiling((1 - prev) / (prev * se^2)), slope = ceiling(i0 / ((ws / (2 * z))^2 * (i0 * i2 - i1^2))), c = n[which(2 * z * sqrt(v) <= wc)[1]])
}
set.seed(2); m <- 4e6; prev <- 22 / 227; s <- sqrt(2) * qnorm(0.843)
y <- rbinom(m, 1, prev); x <- rnorm(m, s * y, 1); f <- glm.fit(cbind(1, x), y, family = binomial())
write_reference("sample-size", "stats", list(
  usual = as.list(size(mean(d$ich), 0.78, .2, .2, .1)), relaxed = as.list(size(mean(d$ich), 0.78, .4, .4, .2)), prevalence = mean(d$ich),
  simulatedR2 = 1 - exp(-(f$null.deviance - f$deviance) / m), simulatedWith = m))
