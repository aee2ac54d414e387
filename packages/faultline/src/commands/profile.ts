import { profileFileText, saveProfile } from "@faultline/exposure";
import { type RawUsageOptions, assessCompany } from "../company/assess-company.ts";
import type { Io } from "../io.ts";

/**
 * `faultline profile USAGE…`: sums usage up into a profile, the one file that `exposure` and `stress`
 * need of it. Written to stdout; it holds no text of the usage that the company does not name.
 */
export async function profileCommand(
  usage: readonly string[],
  options: RawUsageOptions,
  io: Io,
): Promise<void> {
  const assessed = await assessCompany(usage, options, io);
  io.stdout.write(profileFileText(saveProfile(assessed, assessed.company)));
}
