"""Demo content: news in YAML, illustrations as SVG (the source) and PNG (what is loaded). See `demo.loading`."""
