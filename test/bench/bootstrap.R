# 1,000 bootstrap refits of the 227-patient cohort by rms::validate; prints seconds.
here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))))
suppressMessages(library(rms))
d <- as.data.frame(jsonlite::fromJSON(file.path(here, "..", "reference", "cohort-227.json"))$columns)
fit <- lrm(ich ~ gwr + stroke + ffp + plt, d, x = TRUE, y = TRUE)
set.seed(1)
seconds <- system.time(v <- validate(fit, B = 1000))["elapsed"]
cat(sprintf("%.4f %.6f\n", seconds, v["Dxy", "index.corrected"]))
