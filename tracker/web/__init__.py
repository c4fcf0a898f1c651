"""The edge's toolkit: access, errors, forms, filters, navigation. No tables, no rules."""
