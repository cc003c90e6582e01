# Writes a list as JSON with 17 significant digits and a header naming R and the packages (r-cran-rms, -proc, -brglm2, -glmnet, -mice,
# -survival, -metafor, -hmisc, -jsonlite of Debian 12). To remake all numbers run cohort-227.R first, then the others in any order.
number <- function(x) {
  ifelse(is.na(x), "null", ifelse(x == Inf, '"Inf"', ifelse(x == -Inf, '"-Inf"', sprintf("%.17g", as.numeric(x)))))
}
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (!is.null(names(x))) return(paste0("{", paste0('"', names(x), '": ', parts, collapse = ",\n"), "}"))
    return(paste0("[", paste(parts, collapse = ",\n"), "]"))
  }
  if (is.matrix(x)) return(paste0("[", paste(apply(x, 1, function(r) paste0("[", paste(number(r), collapse = ", "), "]")), collapse = ",\n"), "]"))
  if (is.character(x)) parts <- paste0('"', x, '"')
  else if (is.logical(x)) parts <- ifelse(is.na(x), "null", ifelse(x, "true", "false"))
  else parts <- number(x)
  if (length(x) == 1 && !inherits(x, "AsIs")) parts else paste0("[", paste(parts, collapse = ", "), "]")
}
write_reference <- function(name, packages, values) {
  versions <- vapply(packages, function(p) paste(p, as.character(packageVersion(p))), "")
  header <- list(madeBy = paste0("test/reference/", name, ".R"), with = I(c(R.version.string, unname(versions))))
  writeLines(json(c(header, values)), file.path(here, paste0(name, ".json")))
}
read_data <- function(name) {
  d <- jsonlite::fromJSON(file.path(here, paste0(name, ".json")))
  as.data.frame(d$columns)
}
