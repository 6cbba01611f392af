import { Injectable } from '@nestjs/common';
@Injectable() export class LeadViews { stageTable(): any { return 0; }  board(x: any): any { return x; } cards(x: any): any { return x; } card(x: any): any { return x; } detail(x: any): any { return x; } }
