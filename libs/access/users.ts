import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { normaliseAddress, sql, type Tx } from '#platform';
import { EmailTaken } from './access.errors.js';
import { hashPassword } from './passwords.js';
import { User, type Role } from './user.entity.js';

/** Without a password a person signs in with the identity provider alone. */
export interface NewUser { readonly email: string; readonly name: string; readonly role: Role; readonly password: string | null }

@Injectable()
export class Users {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** @throws EmailTaken when somebody has the address already. */
  async create(tx: Tx, user: NewUser): Promise<User> {
    const email = normaliseAddress(user.email);
    if (await tx.existsBy(User, { email })) throw new EmailTaken(`${email} belongs to somebody here already. Use another address.`);
    const passwordHash = user.password === null ? null : await hashPassword(user.password);
    return tx.save(User, tx.create(User, { email, name: user.name.trim(), role: user.role, passwordHash, disabledAt: null }));
  }

  /** Everybody who can own a lead, by name. */
  list(): Promise<Array<{ id: string; name: string; role: Role }>> {
    return sql(this.db, `select id, name, role from app_user where disabled_at is null order by name, id`);
  }
}
