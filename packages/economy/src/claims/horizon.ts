/** Months of a run, which begins with September 2024, before 2025 and before 2026. */
export const monthsTo2025 = 4;
export const monthsTo2026 = 16;
