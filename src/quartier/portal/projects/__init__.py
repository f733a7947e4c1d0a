"""Projects that people describe: kept, shared, versioned. How they look is the toolkit's business."""
