/** Names that exports give to providers, and the catalogue's name for each. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["azure.ai.openai", "azure"],
  ["az.ai.openai", "azure"],
  ["azure.ai.inference", "azure"],
  ["az.ai.inference", "azure"],
  ["azure_openai", "azure"],
  ["azure-openai", "azure"],
  ["azure openai", "azure"],
  ["aws.bedrock", "aws"],
  ["bedrock", "aws"],
  ["aws_bedrock", "aws"],
  ["gcp.vertex_ai", "google"],
  ["gcp.gemini", "google"],
  ["gcp.gen_ai", "google"],
  ["vertex_ai", "google"],
  ["vertexai", "google"],
  ["gemini", "google"],
  ["x_ai", "x-ai"],
  ["xai", "x-ai"],
  ["mistral_ai", "mistral"],
  ["moonshot_ai", "moonshotai"],
  ["moonshot", "moonshotai"],
  ["together_ai", "together"],
  ["fireworks_ai", "fireworks"],
]);

/** A provider's name as the catalogue has it; unknown names pass unchanged, in lower case. */
export function catalogueProvider(name: string): string {
  const lower = name.trim().toLowerCase();
  return ALIASES.get(lower) ?? lower;
}
