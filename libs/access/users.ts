import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { normaliseAddress, sql, type Tx } from '#platform';
import { EmailTaken } from './access.errors.js';
import { hashPassword } from './passwords.js';
import { User, type Role } from './user.entity.js';

export interface NewUser { readonly email: string; readonly name: string; readonly role: Role; readonly password: string }

@Injectable()
export class Users {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** @throws EmailTaken when somebody has the address already. */
  async create(tx: Tx, user: NewUser): Promise<User> {
    const email = normaliseAddress(user.email);
    if (await tx.existsBy(User, { email })) throw new EmailTaken(`${email} belongs to somebody here already. Use another address.`);
    return tx.save(User, tx.create(User, { email, name: user.name.trim(), role: user.role, passwordHash: await hashPassword(user.password), disabledAt: null }));
  }

  /** Everybody who can own a lead, by name. */
  list(): Promise<Array<{ id: string; name: string; role: Role }>> {
    return sql(this.db, `select id, name, role from app_user where disabled_at is null order by name, id`);
  }
}
