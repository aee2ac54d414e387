import { quantity } from "@faultline/engine";

/** Beyond any horizon: the month of what only a scenario brings about. */
export const never = 9999;

/** When scenarios begin to act. */
export const halfYear = quantity(6, "month");

export const year = quantity(12, "month");

/** A dollar a month, which keeps a ratio defined where nothing is sold. */
export const dollar = quantity(1, "USD/month");
