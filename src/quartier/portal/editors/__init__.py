"""Programme editors: drafts of editions, checked, previewed, published by four eyes."""
