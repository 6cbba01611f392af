import { Inject, Injectable } from '@nestjs/common';
import { Sweep } from '#platform';
import { ImportWork } from './import-work.js';

/** What the sweep finds of imports; only the worker wires it. */
@Injectable()
export class ImportsWiring {
  constructor(@Inject(Sweep) private readonly sweep: Sweep, @Inject(ImportWork) private readonly work: ImportWork) {}

  wire(): void {
    this.sweep.every(2_000, 'imports that wait for the worker', () => this.work.ringOpen());
    this.sweep.every(3600_000, 'rows of old imports', () => this.work.dropOldRows());
  }
}
