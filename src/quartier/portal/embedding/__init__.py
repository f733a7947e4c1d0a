"""„Passt das?“ for other sites: one line of HTML shows visitors what may fit, without a cookie, from this host."""
