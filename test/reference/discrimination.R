# C statistic, DeLong and logit intervals and the paired test (pROC), with and without ties.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
source(file.path(here, "write-json.R"))
suppressMessages(library(pROC))
d <- read_data("cohort-600")
one <- function(score) {
  r <- roc(d$ich, score, quiet = TRUE, direction = "<")
  a <- as.numeric(auc(r)); se <- sqrt(var(r)); ci <- as.numeric(ci.auc(r)); l <- qlogis(a) + c(-1, 1) * qnorm(.975) * se / (a * (1 - a))
  list(c = a, se = se, deLong = ci[c(1, 3)], logit = plogis(l))
}
tied <- round(d$risk, 2)
paired <- roc.test(roc(d$ich, d$risk, quiet = TRUE, direction = "<"), roc(d$ich, -d$plt, quiet = TRUE, direction = "<"), paired = TRUE)
write_reference("discrimination", "pROC", list(
  risk = one(d$risk), tied = one(tied), tiedRisk = tied,
  paired = list(difference = unname(diff(rev(paired$estimate))), p = paired$p.value)))
