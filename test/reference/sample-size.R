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
# At the paper's event rate and C, three ways to come by the log odds of a calibrated model. Events and the others normal, a variance
# each alike ("two normals", Riley, and pmvalsampsize with lpcstat); one normal with the mean and standard deviation of that mixture
# (pmvalsampsize with lpnormal: the source of 3,733 and 934, but neither its event rate nor its C is the one asked for); one normal
# that has both. pmvalsampsize also rounds the standard error of O/E up to the next 0.0001 and 1.959964 to 1.96: 3,583 for 3,592.
needs <- function(g, width, z) {
  f <- function(h) integrate(function(x) g(x) * h(x), -25, 20, rel.tol = 1e-12, subdivisions = 2000)$value
  w <- function(x) plogis(x) * plogis(-x); i0 <- f(w); i1 <- f(function(x) x * w(x)); i2 <- f(function(x) x^2 * w(x))
  list(slope = ceiling(i0 / ((width / (2 * z))^2 * (i0 * i2 - i1^2))), prevalence = f(plogis), c = cstat(g))
}
cstat <- function(g) {
  x <- seq(-25, 20, length.out = 90001); e <- g(x) * plogis(x); o <- g(x) * plogis(-x)
  sum(e * (cumsum(o) - o / 2)) / (sum(e) * sum(o))
}
v <- s^2; low <- qlogis(prev) - v / 2; at <- low + prev * v; spread <- sqrt(v + prev * (1 - prev) * v^2)
mixture <- function(x) (1 - prev) * dnorm(x, low, s) + prev * dnorm(x, low + v, s)
one <- function(m, k) function(x) dnorm(x, m, k)
mean_for <- function(k) uniroot(function(m) integrate(function(x) plogis(x) * dnorm(x, m, k), -25, 20, rel.tol = 1e-12, subdivisions = 2000)$value - prev, c(-6, 0), tol = 1e-12)$root
k <- uniroot(function(k) cstat(one(mean_for(k), k)) - 0.843, c(1, 2.5), tol = 1e-10)$root
stepped <- function(width) { se <- 0; while (exp(1.96 * se) - exp(-1.96 * se) < width) se <- se + 1e-4; ceiling((1 - prev) / (prev * se^2)) }
paper <- list(twoNormals = needs(mixture, .2, z), momentsOfTwoNormals = c(mean = at, sd = spread), oneNormal = needs(one(at, spread), .2, 1.96),
  oneNormalRelaxed = needs(one(at, spread), .4, 1.96), calibratedNormal = c(list(mean = mean_for(k), sd = k), needs(one(mean_for(k), k), .2, z)), oeStepped = stepped(.2))
paper$momentsOfTwoNormals <- as.list(paper$momentsOfTwoNormals)
write_reference("sample-size", "stats", list(
  usual = as.list(size(mean(d$ich), 0.78, .2, .2, .1)), relaxed = as.list(size(mean(d$ich), 0.78, .4, .4, .2)), prevalence = mean(d$ich),
  simulatedR2 = 1 - exp(-(f$null.deviance - f$deviance) / m), simulatedWith = m, paper = paper))
