// The files of the program: its start, and the parts that come later, some of which several screens have in common.

import { expect, type Page } from "@playwright/test";

export const PART = /\/console-[0-9a-f]{16}\.bin$/;

/** Which of them a page asks for, from now on. */
export class PartFiles {
  readonly asked: string[] = [];
  private readonly came: string[] = [];

  constructor(page: Page) {
    const note = (list: string[]) => (request: { url(): string }) => {
      if (PART.test(request.url())) list.push(request.url());
    };
    page.on("request", note(this.asked));
    page.on("requestfinished", note(this.came));
  }

  /** Waits until some were asked for and all of them are there: those of one part are asked for at once. */
  async haveCome(): Promise<void> {
    await expect.poll(() => this.came.length > 0 && this.came.length === this.asked.length).toBe(true);
  }
}
