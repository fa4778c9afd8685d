// What we post to Slack, in the words of Slack's own types. `peers schema` turns it into a JSON Schema.
import type { KnownBlock, MessageMetadata } from '@slack/types';

export interface Message {
  text: string;
  blocks: KnownBlock[];
  metadata: MessageMetadata;
}
