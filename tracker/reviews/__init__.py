"""Review rounds: a frozen matrix goes out, answers come back, each remark gets its answer (D16, D17)."""
