# Bootstrap optimism as rms::validate does it, on resamples that are written out so that anyone can repeat it.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(rms))
d <- read_data("cohort-227"); d$gwr100 <- 100 * d$gwr; n <- nrow(d); B <- 40
f <- ich ~ gwr100 + stroke + ffp + plt
tight <- glm.control(epsilon = 1e-14, maxit = 100)
X <- model.matrix(f, d); y <- d$ich
c_of <- function(lp, y) { r <- rank(lp); m <- sum(y); (sum(r[y == 1]) - m * (m + 1) / 2) / (m * (length(y) - m)) }
measures <- function(lp, y) {
  p <- plogis(lp); l <- sum(ifelse(y == 1, log(p), log1p(-p))); l0 <- sum(y) * log(mean(y)) + sum(1 - y) * log(1 - mean(y)); k <- length(y)
  line <- coef(glm(y ~ lp, binomial, control = tight)); c <- c_of(lp, y)
  c(c = c, dxy = 2 * c - 1, intercept = unname(line[1]), slope = unname(line[2]), brier = mean((p - y)^2), logLoss = -l / k, nagelkerke = (1 - exp(2 * (l0 - l) / k)) / (1 - exp(2 * l0 / k)))
}
fit <- lrm(f, d, x = TRUE, y = TRUE, eps = 1e-12, maxit = 100)
set.seed(4); v <- validate(fit, B = B, eps = 1e-12, maxit = 100)
set.seed(4); draws <- lapply(seq_len(B), function(i) sample(n, replace = TRUE))
run <- function(fitter) {
  each <- lapply(draws, function(i) { b <- fitter(X[i, ], y[i]); list(measures(X[i, ] %*% b, y[i]), measures(X %*% b, y)) })
  training <- Reduce(`+`, lapply(each, `[[`, 1)) / B; test <- Reduce(`+`, lapply(each, `[[`, 2)) / B; apparent <- measures(X %*% fitter(X, y), y)
  list(apparent = as.list(apparent), training = as.list(training), test = as.list(test), corrected = as.list(apparent - (training - test)))
}
ml <- run(function(X, y) coef(glm(y ~ X - 1, binomial, control = tight)))
cat("same resamples as rms::validate:", abs(v["Dxy", "index.corrected"] - ml$corrected$dxy) < 1e-6, "\n")
write_reference("bootstrap", "rms", list(draws = do.call(rbind, draws) - 1, ml = ml,
  validate = list(dxy = v["Dxy", c("index.orig", "training", "test", "index.corrected")], slope = v["Slope", c("index.orig", "training", "test", "index.corrected")], brier = v["B", c("index.orig", "training", "test", "index.corrected")])))
