import { z } from "zod";

/** An amount of money, zero or more. */
export const money = z.number().finite().nonnegative();

/** A share from 0 to 1. */
export const fraction = z.number().min(0).max(1);

/** A month of the calendar. */
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: "expected a month such as 2025-02" });

/** Vendors that a credit or a contract can be with. */
export const vendor = z.enum(["openai", "anthropic", "other"]);
