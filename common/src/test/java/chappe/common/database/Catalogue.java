// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Everything that PostgreSQL knows of what is not its own, one line each; without Flyway's
/// histories and without the order of columns, which a column that was dropped and came back has
/// lost.
final class Catalogue {
  private static final String ALL =
      """
      with ours as (
        select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'
      ), relations as (
        select c.*, o.nspname from pg_class c join ours o on o.oid = c.relnamespace
        where c.relname !~ '^flyway_schema_history'
      )
      select 'schema ' || nspname || ' ' || coalesce(obj_description(oid, 'pg_namespace'), '') from ours
      union all
      select 'relation ' || nspname || '.' || relname || ' ' || relkind::text || ' ' || coalesce(reloptions::text, '')
        || ' ' || coalesce(pg_get_expr(relpartbound, oid), '') || ' ' || coalesce(obj_description(oid, 'pg_class'), '')
      from relations
      union all
      select 'column ' || r.nspname || '.' || r.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || ' ' || a.attnotnull || ' ' || a.attidentity::text || a.attgenerated::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        || ' ' || coalesce(col_description(r.oid, a.attnum), '')
      from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
      where r.relkind in ('r', 'p', 'v', 'm')
      union all
      select 'constraint ' || r.nspname || '.' || r.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
      from pg_constraint k join relations r on r.oid = k.conrelid
      union all
      select 'index ' || pg_get_indexdef(r.oid) from relations r where r.relkind in ('i', 'I')
      union all
      select 'view ' || r.nspname || '.' || r.relname || ' ' || pg_get_viewdef(r.oid) from relations r where r.relkind in ('v', 'm')
      union all
      select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join relations r on r.oid = t.tgrelid where not t.tgisinternal
      union all
      select 'function ' || o.nspname || '.' || p.proname || ' ' || pg_get_functiondef(p.oid)
      from pg_proc p join ours o on o.oid = p.pronamespace where p.prokind <> 'a'
      union all
      select 'type ' || o.nspname || '.' || t.typname || ' '
        || coalesce((select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '')
      from pg_type t join ours o on o.oid = t.typnamespace where t.typtype in ('e', 'd') or (t.typtype = 'r')
      union all
      select 'sequence ' || schemaname || '.' || sequencename || ' ' || data_type || ' ' || increment_by
      from pg_sequences where schemaname !~ '^(pg_|information_schema)'
      union all
      select 'extension ' || extname from pg_extension
      order by 1
      """;

  private Catalogue() {}

  static List<String> of(Jdbi jdbi) {
    return jdbi.withHandle(it -> it.createQuery(ALL).mapTo(String.class).list());
  }
}
