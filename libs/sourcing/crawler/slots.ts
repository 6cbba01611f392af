/** So many places; whoever needs several at once gets them all together, and nobody overtakes. */
export class Slots {
  private readonly waiting: Array<{ readonly need: number; readonly go: () => void }> = [];

  constructor(private free: number) {}

  async take(need: number): Promise<void> {
    if (this.waiting.length === 0 && need <= this.free) {
      this.free -= need;
      return;
    }
    await new Promise<void>((go) => this.waiting.push({ need, go }));
  }

  give(places: number): void {
    this.free += places;
    for (let first = this.waiting[0]; first && first.need <= this.free; first = this.waiting[0]) {
      this.waiting.shift();
      this.free -= first.need;
      first.go();
    }
  }
}
