"""First."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('followers',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_followers'))
    )
    op.create_table('heartbeats',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_heartbeats'))
    )
    op.create_table('idempotency',
    sa.Column('person', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('request_hash', sa.String(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('etag', sa.String(), nullable=True),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('person', 'key', name=op.f('pk_idempotency'))
    )
    op.create_table('journal',
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('org_id', sa.Uuid(), nullable=True),
    sa.Column('on_behalf_of', sa.Uuid(), nullable=True),
    sa.Column('fact', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('data', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('request_id', sa.String(), nullable=True),
    sa.Column('prev_hash', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_journal')),
    sa.UniqueConstraint('prev_hash', name=op.f('uq_journal_prev_hash'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index('ix_journal_subject', ['subject_kind', 'subject_id', 'seq'], unique=False)

    op.create_table('organisation',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('name_key', sa.String(), nullable=False),
    sa.Column('uscc', sa.String(), nullable=True),
    sa.Column('region', sa.String(), nullable=True),
    sa.Column('address', sa.String(), nullable=True),
    sa.Column('website', sa.String(), nullable=True),
    sa.Column('about', sa.String(), nullable=True),
    sa.Column('state_set_up', sa.Boolean(), nullable=False),
    sa.Column('trust', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('registered', 'verified', 'restricted', 'closed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('uscc', name=op.f('uq_organisation_uscc'))
    )
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_name_key'), ['name_key'], unique=False)

    op.create_table('person',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=True),
    sa.Column('mobile', sa.String(), nullable=True),
    sa.Column('mobile_verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('profiling_opt_out', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('email IS NOT NULL OR mobile IS NOT NULL', name=op.f('ck_person_login')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email')),
    sa.UniqueConstraint('mobile', name=op.f('uq_person_mobile'))
    )
    op.create_table('question_trace',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sender', sa.String(), nullable=True),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_trace'))
    )
    with op.batch_alter_table('question_trace', schema=None) as batch_op:
        batch_op.create_index('ix_question_trace_contact', ['contact', 'at'], unique=False)
        batch_op.create_index('ix_question_trace_sender', ['sender', 'at'], unique=False)

    op.create_table('sign_in_attempt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('login', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ok', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempt'))
    )
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_attempt_login_at', ['login', 'at'], unique=False)

    op.create_table('agency',
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('region', sa.String(), nullable=True),
    sa.Column('introduction', sa.String(), nullable=True),
    sa.Column('price_note', sa.String(), nullable=True),
    sa.Column('turnaround_days', sa.Integer(), nullable=True),
    sa.Column('contact', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'submitted', 'listed', 'revised', 'suspended', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_agency_org_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency'))
    )
    with op.batch_alter_table('agency', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_agency_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_agency_due_at'), ['due_at'], unique=False)
        batch_op.create_index('uq_agency_org', ['org_id'], unique=True, sqlite_where=sa.text("state <> 'withdrawn'"), postgresql_where=sa.text("state <> 'withdrawn'"))

    op.create_table('broker',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('grade', sa.String(), nullable=False),
    sa.Column('certificate', sa.String(), nullable=False),
    sa.Column('grade_until', sa.Date(), nullable=False),
    sa.Column('introduction', sa.String(), nullable=True),
    sa.Column('contact', sa.String(), nullable=True),
    sa.Column('contact_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepts_new', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('applied', 'returned', 'active', 'suspended', 'lapsed', 'removed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_broker_org_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_broker_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_broker'))
    )
    with op.batch_alter_table('broker', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_broker_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_broker_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_broker_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_broker_org_id'), ['org_id'], unique=False)
        batch_op.create_index('uq_broker_person', ['person_id'], unique=True, sqlite_where=sa.text("state <> 'removed'"), postgresql_where=sa.text("state <> 'removed'"))

    op.create_table('credential',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('behalf_of', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['behalf_of'], ['organisation.id'], name=op.f('fk_credential_behalf_of_organisation')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_credential_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_credential_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_credential')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_credential_secret_hash'))
    )
    with op.batch_alter_table('credential', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_credential_person_id'), ['person_id'], unique=False)

    op.create_table('deliveries',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('entry_seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reaction', sa.String(), nullable=False),
    sa.Column('recipient', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('deaths', sa.Integer(), nullable=False),
    sa.Column('errors', sa.Integer(), nullable=False),
    sa.Column('forgiven', sa.Integer(), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('nudge_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('nudges', sa.Integer(), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lease_owner', sa.String(), nullable=True),
    sa.Column('worker', sa.String(), nullable=True),
    sa.Column('last_error', sa.String(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['entry_seq'], ['journal.seq'], name=op.f('fk_deliveries_entry_seq_journal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries')),
    sa.UniqueConstraint('entry_seq', 'reaction', 'recipient', 'channel', name=op.f('uq_deliveries_entry_seq'))
    )
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.create_index('ix_deliveries_done', ['done_at'], unique=False)
        batch_op.create_index('ix_deliveries_due', ['state', 'nudge_at'], unique=False)

    op.create_table('demand',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('text_key', sa.String(), nullable=False),
    sa.Column('budget_low', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('budget_high', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('budget_source', sa.String(), nullable=True),
    sa.Column('procurement_route', sa.String(), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('industry', sa.String(), nullable=True),
    sa.Column('place', sa.String(), nullable=True),
    sa.Column('processes', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('pollutants', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('green_fields', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('trl', sa.Integer(), nullable=True),
    sa.Column('licences', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('scale', sa.String(), nullable=True),
    sa.Column('contact', sa.String(), nullable=True),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('multi_award', sa.Boolean(), nullable=False),
    sa.Column('disclosure', sa.String(), nullable=False),
    sa.Column('incomplete', sa.Boolean(), nullable=False),
    sa.Column('brokers_may_help', sa.Boolean(), nullable=False),
    sa.Column('seeker_id', sa.Uuid(), nullable=True),
    sa.Column('helper_id', sa.Uuid(), nullable=True),
    sa.Column('entered_by', sa.Uuid(), nullable=True),
    sa.Column('submitted_by', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'submitted', 'changes_requested', 'rejected', 'open', 'screening', 'shortlisted', 'awarded', 'fulfilled', 'closed_unfilled', 'expired', 'withdrawn', 'suspended', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('suspended_from', sa.String(), nullable=True),
    sa.Column('reason_code', sa.String(), nullable=True),
    sa.Column('reason_note', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('unsealed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("budget_source <> 'fiscal' OR procurement_route IS NOT NULL", name=op.f('ck_demand_inv_d5')),
    sa.CheckConstraint("disclosure IN ('anonymous', 'named', 'nda')", name=op.f('ck_demand_disclosure')),
    sa.CheckConstraint("mode IN ('open', 'sealed')", name=op.f('ck_demand_mode')),
    sa.CheckConstraint('budget_low <= budget_high', name=op.f('ck_demand_budget')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_demand_entered_by_person')),
    sa.ForeignKeyConstraint(['helper_id'], ['organisation.id'], name=op.f('fk_demand_helper_id_organisation')),
    sa.ForeignKeyConstraint(['seeker_id'], ['organisation.id'], name=op.f('fk_demand_seeker_id_organisation')),
    sa.ForeignKeyConstraint(['submitted_by'], ['person.id'], name=op.f('fk_demand_submitted_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand'))
    )
    with op.batch_alter_table('demand', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_demand_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_helper_id'), ['helper_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_seeker_id'), ['seeker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_text_key'), ['text_key'], unique=False)

    op.create_table('import',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('mended', sa.Boolean(), nullable=False),
    sa.Column('encoding', sa.String(), nullable=True),
    sa.Column('delimiter', sa.String(), nullable=True),
    sa.Column('header', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('header_at', sa.Integer(), nullable=False),
    sa.Column('header_key', sa.String(), nullable=False),
    sa.Column('profile', sa.String(), nullable=True),
    sa.Column('target', sa.String(), nullable=False),
    sa.Column('fields', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('as_of', sa.Date(), nullable=True),
    sa.Column('for_id', sa.Uuid(), nullable=True),
    sa.Column('date_styles', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('checked', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('failure', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('behalf_of', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Enum('uploaded', 'mapped', 'checked', 'running', 'done', 'failed', 'cancelled', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("target IN ('patent', 'demand')", name=op.f('ck_import_target')),
    sa.ForeignKeyConstraint(['behalf_of'], ['organisation.id'], name=op.f('fk_import_behalf_of_organisation')),
    sa.ForeignKeyConstraint(['for_id'], ['organisation.id'], name=op.f('fk_import_for_id_organisation')),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_import_org_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import'))
    )
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.create_index('ix_import_created_at_id', ['created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_due_at'), ['due_at'], unique=False)
        batch_op.create_index('ix_import_org_file', ['org_id', 'sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_org_id'), ['org_id'], unique=False)

    op.create_table('import_matching',
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('header_key', sa.String(), nullable=False),
    sa.Column('target', sa.String(), nullable=False),
    sa.Column('fields', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_import_matching_org_id_organisation')),
    sa.PrimaryKeyConstraint('org_id', 'header_key', name=op.f('pk_import_matching'))
    )
    op.create_table('membership',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_membership_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'organisation_id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('entry_seq', sa.Integer(), nullable=False),
    sa.Column('reaction', sa.String(), nullable=False),
    sa.Column('recipient', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('fact', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('zh', sa.String(), nullable=False),
    sa.Column('en', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('data', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('worker', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['recipient'], ['person.id'], name=op.f('fk_notice_recipient_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('entry_seq', 'recipient', 'reaction', name=op.f('uq_notice_entry_seq'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_inbox', ['recipient', 'created_at'], unique=False)
        batch_op.create_index('ix_notice_unread', ['recipient'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))

    op.create_table('notice_settings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('quiet_from', sa.Time(), nullable=False),
    sa.Column('quiet_until', sa.Time(), nullable=False),
    sa.Column('quiet_mail', sa.Boolean(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['person.id'], name=op.f('fk_notice_settings_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_settings'))
    )
    op.create_table('notice_wish',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('wish', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['notice_settings.id'], name=op.f('fk_notice_wish_person_id_notice_settings')),
    sa.PrimaryKeyConstraint('person_id', 'kind', 'channel', name=op.f('pk_notice_wish'))
    )
    op.create_table('digest',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_digest_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest')),
    sa.UniqueConstraint('person_id', 'day', name=op.f('uq_digest_person_id'))
    )
    op.create_table('digest_line',
    sa.Column('entry_seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('recipient', sa.Uuid(), nullable=False),
    sa.Column('reaction', sa.String(), nullable=False),
    sa.Column('digest_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('zh', sa.String(), nullable=False),
    sa.Column('en', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['digest_id'], ['digest.id'], name=op.f('fk_digest_line_digest_id_digest')),
    sa.ForeignKeyConstraint(['recipient'], ['person.id'], name=op.f('fk_digest_line_recipient_person')),
    sa.PrimaryKeyConstraint('entry_seq', 'recipient', 'reaction', name=op.f('pk_digest_line'))
    )
    with op.batch_alter_table('digest_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_digest_line_digest_id'), ['digest_id'], unique=False)

    op.create_table('endpoint',
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('kinds', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('state', sa.Enum('active', 'paused', 'disabled', 'removed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_endpoint_org_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint'))
    )
    with op.batch_alter_table('endpoint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_endpoint_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_endpoint_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_endpoint_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_endpoint_org_id'), ['org_id'], unique=False)

    op.create_table('endpoint_secret',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('endpoint_id', sa.Uuid(), nullable=False),
    sa.Column('secret', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_endpoint_secret_endpoint_id_endpoint')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint_secret'))
    )
    with op.batch_alter_table('endpoint_secret', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_endpoint_secret_endpoint_id'), ['endpoint_id'], unique=False)

    op.create_table('endpoint_health',
    sa.Column('endpoint_id', sa.Uuid(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('failing_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('open_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_success_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_failure_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_endpoint_health_endpoint_id_endpoint')),
    sa.PrimaryKeyConstraint('endpoint_id', name=op.f('pk_endpoint_health'))
    )
    op.create_table('endpoint_attempt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('endpoint_id', sa.Uuid(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('fact', sa.String(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_endpoint_attempt_endpoint_id_endpoint')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint_attempt'))
    )
    with op.batch_alter_table('endpoint_attempt', schema=None) as batch_op:
        batch_op.create_index('ix_endpoint_attempt_message', ['message'], unique=False)
        batch_op.create_index('ix_endpoint_attempt_recent', ['endpoint_id', 'started_at'], unique=False)

    op.create_table('text_sent',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_text_sent_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_text_sent')),
    sa.UniqueConstraint('message', name=op.f('uq_text_sent_message'))
    )
    with op.batch_alter_table('text_sent', schema=None) as batch_op:
        batch_op.create_index('ix_text_sent_day', ['person_id', 'at'], unique=False)

    op.create_table('mobile_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('mobile', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mobile_code_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mobile_code'))
    )
    with op.batch_alter_table('mobile_code', schema=None) as batch_op:
        batch_op.create_index('ix_mobile_code_mobile', ['mobile', 'asked_at'], unique=False)
        batch_op.create_index('ix_mobile_code_person', ['person_id', 'asked_at'], unique=False)

    op.create_table('organisation_kind',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_organisation_kind_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('organisation_id', 'name', name=op.f('pk_organisation_kind'))
    )
    op.create_table('patent',
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=True),
    sa.Column('number_form', sa.String(), nullable=True),
    sa.Column('publication', sa.String(), nullable=True),
    sa.Column('patent_type', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_key', sa.String(), nullable=False),
    sa.Column('abstract', sa.String(), nullable=True),
    sa.Column('applicants', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('inventors', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('ipc', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('ipc_main', sa.String(), nullable=True),
    sa.Column('green_field', sa.String(), nullable=True),
    sa.Column('filed_on', sa.Date(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('granted_on', sa.Date(), nullable=True),
    sa.Column('legal_state', sa.String(), nullable=False),
    sa.Column('legal_state_on', sa.Date(), nullable=True),
    sa.Column('legal_state_source', sa.String(), nullable=True),
    sa.Column('holder_id', sa.Uuid(), nullable=True),
    sa.Column('contact', sa.String(), nullable=True),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('source_ref', sa.String(), nullable=True),
    sa.Column('intake_key', sa.String(), nullable=True),
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.Column('near_of', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'listed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("legal_state IN ('applied', 'granted', 'lapsed', 'invalid', 'pledged', 'preserved', 'expired', 'unknown')", name=op.f('ck_patent_legal_state')),
    sa.CheckConstraint("patent_type IN ('invention', 'utility_model', 'design', 'other')", name=op.f('ck_patent_patent_type')),
    sa.CheckConstraint('number IS NOT NULL OR intake_key IS NOT NULL', name=op.f('ck_patent_identified')),
    sa.ForeignKeyConstraint(['holder_id'], ['organisation.id'], name=op.f('fk_patent_holder_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_patent')),
    sa.UniqueConstraint('intake_key', name=op.f('uq_patent_intake_key')),
    sa.UniqueConstraint('office', 'number', name=op.f('uq_patent_office'))
    )
    with op.batch_alter_table('patent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_patent_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index('ix_patent_created_at_id', ['created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_green_field'), ['green_field'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_ipc_main'), ['ipc_main'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_publication'), ['publication'], unique=False)
        batch_op.create_index(batch_op.f('ix_patent_title_key'), ['title_key'], unique=False)

    op.create_table('saved_search',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('query', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('notify', sa.Boolean(), nullable=False),
    sa.Column('last_seen', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_saved_search_org_id_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_saved_search_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_search'))
    )
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_search_org_id'), ['org_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_saved_search_person_id'), ['person_id'], unique=False)

    op.create_table('technology',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=True),
    sa.Column('description', sa.String(), nullable=True),
    sa.Column('know_how', sa.String(), nullable=True),
    sa.Column('holder_id', sa.Uuid(), nullable=False),
    sa.Column('entered_by', sa.Uuid(), nullable=True),
    sa.Column('submitted_by', sa.Uuid(), nullable=True),
    sa.Column('reviewer_id', sa.Uuid(), nullable=True),
    sa.Column('catalogue_confirmed', sa.Boolean(), nullable=False),
    sa.Column('scale', sa.String(), nullable=True),
    sa.Column('references_count', sa.Integer(), nullable=True),
    sa.Column('references_text', sa.String(), nullable=True),
    sa.Column('investment_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('running_cost_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('trl_scale', sa.String(), nullable=True),
    sa.Column('trl_level', sa.Integer(), nullable=True),
    sa.Column('trl_evidence', sa.String(), nullable=True),
    sa.Column('trl_self_declared', sa.Boolean(), nullable=False),
    sa.Column('experimental_notice', sa.String(), nullable=True),
    sa.Column('price_mode', sa.String(), nullable=True),
    sa.Column('price_route', sa.String(), nullable=True),
    sa.Column('price_low_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('price_high_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('region', sa.String(), nullable=True),
    sa.Column('unquantified', sa.Boolean(), nullable=False),
    sa.Column('non_confidential', sa.Boolean(), nullable=False),
    sa.Column('contact', sa.String(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('suspended_from', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('reason_text', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'submitted', 'under_review', 'changes_requested', 'rejected', 'published', 'under_deal', 'suspended', 'expired', 'withdrawn', 'closed', 'archived', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("trl_scale IS NULL OR trl_scale IN ('a', 'b')", name=op.f('ck_technology_trl_scale')),
    sa.CheckConstraint('price_low_fen IS NULL OR price_high_fen IS NULL OR price_low_fen <= price_high_fen', name=op.f('ck_technology_price_range')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_technology_entered_by_person')),
    sa.ForeignKeyConstraint(['holder_id'], ['organisation.id'], name=op.f('fk_technology_holder_id_organisation')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['person.id'], name=op.f('fk_technology_reviewer_id_person')),
    sa.ForeignKeyConstraint(['submitted_by'], ['person.id'], name=op.f('fk_technology_submitted_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_technology'))
    )
    with op.batch_alter_table('technology', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_technology_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_region'), ['region'], unique=False)

    op.create_table('accreditation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('decoded', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('scope_text', sa.String(), nullable=True),
    sa.Column('evidence', sa.String(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('valid_from <= valid_until', name=op.f('ck_accreditation_period')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_accreditation_agency_id_agency')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accreditation'))
    )
    with op.batch_alter_table('accreditation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accreditation_agency_id'), ['agency_id'], unique=False)

    op.create_table('agency_facet',
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('facet', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_agency_facet_agency_id_agency')),
    sa.PrimaryKeyConstraint('agency_id', 'facet', 'code', name=op.f('pk_agency_facet'))
    )
    with op.batch_alter_table('agency_facet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_facet_code'), ['code'], unique=False)

    op.create_table('broker_facet',
    sa.Column('broker_id', sa.Uuid(), nullable=False),
    sa.Column('facet', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['broker_id'], ['broker.id'], name=op.f('fk_broker_facet_broker_id_broker')),
    sa.PrimaryKeyConstraint('broker_id', 'facet', 'code', name=op.f('pk_broker_facet'))
    )
    with op.batch_alter_table('broker_facet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_broker_facet_code'), ['code'], unique=False)

    op.create_table('deal',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('holder_id', sa.Uuid(), nullable=False),
    sa.Column('seeker_id', sa.Uuid(), nullable=False),
    sa.Column('broker_for_holder', sa.Uuid(), nullable=True),
    sa.Column('broker_for_seeker', sa.Uuid(), nullable=True),
    sa.Column('mandate_for_holder', sa.Uuid(), nullable=True),
    sa.Column('mandate_for_seeker', sa.Uuid(), nullable=True),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('origin_id', sa.Uuid(), nullable=True),
    sa.Column('struck_on', sa.Date(), nullable=True),
    sa.Column('evidence_note', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('negotiating', 'term_agreed', 'pricing', 'in_publicity', 'objection', 'cleared', 'contracting', 'in_sale', 'concluded', 'lost', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('turn', sa.Enum('holder', 'seeker', name='turn', native_enum=False, create_constraint=True, length=16), nullable=False),
    sa.Column('offer_ends', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('reason_note', sa.String(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Uuid(), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("origin IN ('request', 'proposal', 'elsewhere')", name=op.f('ck_deal_origin')),
    sa.CheckConstraint("state <> 'lost' OR reason IS NOT NULL", name=op.f('ck_deal_lost_with_a_reason')),
    sa.CheckConstraint('broker_for_holder IS NULL OR (broker_for_holder <> seeker_id AND broker_for_holder <> holder_id)', name=op.f('ck_deal_broker_for_holder_is_no_party')),
    sa.CheckConstraint('broker_for_seeker IS NULL OR (broker_for_seeker <> seeker_id AND broker_for_seeker <> holder_id)', name=op.f('ck_deal_broker_for_seeker_is_no_party')),
    sa.CheckConstraint('seeker_id <> holder_id', name=op.f('ck_deal_two_parties')),
    sa.ForeignKeyConstraint(['broker_for_holder'], ['organisation.id'], name=op.f('fk_deal_broker_for_holder_organisation')),
    sa.ForeignKeyConstraint(['broker_for_seeker'], ['organisation.id'], name=op.f('fk_deal_broker_for_seeker_organisation')),
    sa.ForeignKeyConstraint(['holder_id'], ['organisation.id'], name=op.f('fk_deal_holder_id_organisation')),
    sa.ForeignKeyConstraint(['opened_by'], ['person.id'], name=op.f('fk_deal_opened_by_person')),
    sa.ForeignKeyConstraint(['seeker_id'], ['organisation.id'], name=op.f('fk_deal_seeker_id_organisation')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_deal_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deal'))
    )
    with op.batch_alter_table('deal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deal_broker_for_holder'), ['broker_for_holder'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_broker_for_seeker'), ['broker_for_seeker'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_seeker_id'), ['seeker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_deal_technology_id'), ['technology_id'], unique=False)

    op.create_table('demand_disclosure',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('nda_accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('nda_accepted_by', sa.Uuid(), nullable=True),
    sa.Column('nda_hash', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_disclosure_demand_id_demand')),
    sa.ForeignKeyConstraint(['nda_accepted_by'], ['person.id'], name=op.f('fk_demand_disclosure_nda_accepted_by_person')),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_demand_disclosure_org_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_disclosure')),
    sa.UniqueConstraint('demand_id', 'org_id', name=op.f('uq_demand_disclosure_demand_id'))
    )
    with op.batch_alter_table('demand_disclosure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_demand_disclosure_demand_id'), ['demand_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_disclosure_org_id'), ['org_id'], unique=False)

    op.create_table('demand_rewrite',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('entered_by', sa.Uuid(), nullable=True),
    sa.Column('content', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('proposed', 'in_review', 'applied', 'declined', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_rewrite_demand_id_demand')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_demand_rewrite_entered_by_person')),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_demand_rewrite_org_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_rewrite'))
    )
    with op.batch_alter_table('demand_rewrite', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_demand_rewrite_demand_id'), ['demand_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_rewrite_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_rewrite_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_rewrite_due_at'), ['due_at'], unique=False)

    op.create_table('demand_target',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('measurand', sa.String(), nullable=False),
    sa.Column('comparator', sa.String(), nullable=False),
    sa.Column('low', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('high', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('condition', sa.String(), nullable=True),
    sa.Column('baseline', sa.String(), nullable=True),
    sa.Column('canonical_low', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('canonical_high', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('canonical_unit', sa.String(), nullable=True),
    sa.Column('must_have', sa.Boolean(), nullable=False),
    sa.Column('evidence_state', sa.String(), nullable=False),
    sa.Column('evidence_number', sa.String(), nullable=True),
    sa.Column('evidence_sha256', sa.String(), nullable=True),
    sa.Column('evidence_issuer', sa.String(), nullable=True),
    sa.Column('evidence_date', sa.Date(), nullable=True),
    sa.CheckConstraint("comparator IN ('le', 'ge', 'lt', 'gt', 'eq', 'between', 'about')", name=op.f('ck_demand_target_comparator')),
    sa.CheckConstraint("evidence_state IN ('none', 'external_report', 'confirmed')", name=op.f('ck_demand_target_evidence_state')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_target_demand_id_demand')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_target'))
    )
    with op.batch_alter_table('demand_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_demand_target_demand_id'), ['demand_id'], unique=False)

    op.create_table('import_row',
    sa.Column('import_id', sa.Uuid(), nullable=False),
    sa.Column('phase', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('near', sa.Boolean(), nullable=False),
    sa.Column('near_of', sa.Uuid(), nullable=True),
    sa.Column('problems', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('changes', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('cells', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.CheckConstraint("outcome IN ('created', 'updated', 'same', 'refused', 'skipped')", name=op.f('ck_import_row_outcome')),
    sa.CheckConstraint("phase IN ('check', 'run')", name=op.f('ck_import_row_phase')),
    sa.ForeignKeyConstraint(['import_id'], ['import.id'], name=op.f('fk_import_row_import_id_import')),
    sa.PrimaryKeyConstraint('import_id', 'phase', 'number', name=op.f('pk_import_row'))
    )
    op.create_table('import_work',
    sa.Column('import_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=True),
    sa.Column('counts', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lease_owner', sa.String(), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deaths', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['import.id'], name=op.f('fk_import_work_import_id_import')),
    sa.PrimaryKeyConstraint('import_id', name=op.f('pk_import_work'))
    )
    with op.batch_alter_table('import_work', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_work_lease_until'), ['lease_until'], unique=False)

    op.create_table('mandate',
    sa.Column('broker_id', sa.Uuid(), nullable=False),
    sa.Column('broker_org', sa.Uuid(), nullable=False),
    sa.Column('client_org', sa.Uuid(), nullable=False),
    sa.Column('drafted_by', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('side', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=True),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('exclusive', sa.Boolean(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('tail_months', sa.Integer(), nullable=False),
    sa.Column('tail_until', sa.Date(), nullable=True),
    sa.Column('fee_kind', sa.String(), nullable=False),
    sa.Column('fee_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fee_permille', sa.Integer(), nullable=True),
    sa.Column('fee_tiers', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('fee_base', sa.String(), nullable=False),
    sa.Column('payer', sa.String(), nullable=False),
    sa.Column('cost_rule', sa.String(), nullable=False),
    sa.Column('signed_client_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('signed_broker_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.Enum('drafted', 'offered', 'active', 'in_tail', 'ended', 'declined', 'lapsed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(subject_kind IS NULL) = (subject_id IS NULL)', name=op.f('ck_mandate_subject')),
    sa.CheckConstraint('broker_org <> client_org', name=op.f('ck_mandate_parties')),
    sa.CheckConstraint('valid_from <= valid_until', name=op.f('ck_mandate_period')),
    sa.ForeignKeyConstraint(['broker_id'], ['broker.id'], name=op.f('fk_mandate_broker_id_broker')),
    sa.ForeignKeyConstraint(['broker_org'], ['organisation.id'], name=op.f('fk_mandate_broker_org_organisation')),
    sa.ForeignKeyConstraint(['client_org'], ['organisation.id'], name=op.f('fk_mandate_client_org_organisation')),
    sa.ForeignKeyConstraint(['drafted_by'], ['organisation.id'], name=op.f('fk_mandate_drafted_by_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandate'))
    )
    with op.batch_alter_table('mandate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mandate_broker_id'), ['broker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_broker_org'), ['broker_org'], unique=False)
        batch_op.create_index('ix_mandate_client', ['client_org', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_due_at'), ['due_at'], unique=False)

    op.create_table('match',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('seeker_id', sa.Uuid(), nullable=True),
    sa.Column('holder_id', sa.Uuid(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('features', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('suggested', 'dismissed', 'taken_up', 'stale', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('dismissed_by', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("dismissed_by IN ('seeker', 'holder')", name=op.f('ck_match_dismissed_by')),
    sa.CheckConstraint("state <> 'dismissed' OR reason IS NOT NULL", name=op.f('ck_match_reason')),
    sa.CheckConstraint('score >= 0 AND score <= 1', name=op.f('ck_match_score')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_match_demand_id_demand')),
    sa.ForeignKeyConstraint(['holder_id'], ['organisation.id'], name=op.f('fk_match_holder_id_organisation')),
    sa.ForeignKeyConstraint(['seeker_id'], ['organisation.id'], name=op.f('fk_match_seeker_id_organisation')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_match_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match')),
    sa.UniqueConstraint('demand_id', 'technology_id', name=op.f('uq_match_demand_id'))
    )
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.create_index('ix_match_created_at_id', ['created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_seeker_id'), ['seeker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_match_technology_id'), ['technology_id'], unique=False)

    op.create_table('proposal',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('org_id', sa.Uuid(), nullable=False),
    sa.Column('entered_by', sa.Uuid(), nullable=True),
    sa.Column('technology_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.String(), nullable=True),
    sa.Column('price_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('submitted', 'shortlisted', 'awarded', 'declined', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('award_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('ceiling_change', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state NOT IN ('shortlisted', 'awarded', 'declined') OR reason IS NOT NULL", name=op.f('ck_proposal_inv_d2')),
    sa.CheckConstraint('technology_id IS NOT NULL OR text IS NOT NULL', name=op.f('ck_proposal_content')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_proposal_demand_id_demand')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_proposal_entered_by_person')),
    sa.ForeignKeyConstraint(['org_id'], ['organisation.id'], name=op.f('fk_proposal_org_id_organisation')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_proposal_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_demand_id'), ['demand_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_org_id'), ['org_id'], unique=False)

    op.create_table('referral',
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('answer', sa.String(), nullable=True),
    sa.Column('from_org', sa.Uuid(), nullable=False),
    sa.Column('broker_id', sa.Uuid(), nullable=False),
    sa.Column('broker_org', sa.Uuid(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('sent', 'accepted', 'declined', 'lapsed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['broker_id'], ['broker.id'], name=op.f('fk_referral_broker_id_broker')),
    sa.ForeignKeyConstraint(['broker_org'], ['organisation.id'], name=op.f('fk_referral_broker_org_organisation')),
    sa.ForeignKeyConstraint(['from_org'], ['organisation.id'], name=op.f('fk_referral_from_org_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral'))
    )
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_broker_id'), ['broker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_broker_org'), ['broker_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_from_org'), ['from_org'], unique=False)

    op.create_table('saved_search_hit',
    sa.Column('search_id', sa.Uuid(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['search_id'], ['saved_search.id'], name=op.f('fk_saved_search_hit_search_id_saved_search'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('search_id', 'subject_kind', 'subject_id', name=op.f('pk_saved_search_hit'))
    )
    op.create_table('technology_claim',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('measurand', sa.String(), nullable=False),
    sa.Column('comparator', sa.String(), nullable=False),
    sa.Column('low', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('high', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('condition', sa.String(), nullable=True),
    sa.Column('baseline', sa.String(), nullable=True),
    sa.Column('canonical_low', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('canonical_high', sa.Numeric(precision=24, scale=9), nullable=True),
    sa.Column('canonical_unit', sa.String(), nullable=True),
    sa.Column('must_have', sa.Boolean(), nullable=False),
    sa.Column('evidence_state', sa.String(), nullable=False),
    sa.Column('evidence_number', sa.String(), nullable=True),
    sa.Column('evidence_sha256', sa.String(), nullable=True),
    sa.Column('evidence_issuer', sa.String(), nullable=True),
    sa.Column('evidence_date', sa.Date(), nullable=True),
    sa.CheckConstraint("comparator IN ('le', 'ge', 'lt', 'gt', 'eq', 'between', 'about')", name=op.f('ck_technology_claim_comparator')),
    sa.CheckConstraint("evidence_state IN ('none', 'external_report', 'confirmed')", name=op.f('ck_technology_claim_evidence_state')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_technology_claim_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_technology_claim'))
    )
    with op.batch_alter_table('technology_claim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_technology_claim_technology_id'), ['technology_id'], unique=False)

    op.create_table('technology_patent',
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('patent_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('proof_kind', sa.String(), nullable=True),
    sa.Column('proof_number', sa.String(), nullable=True),
    sa.Column('proof_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['patent_id'], ['patent.id'], name=op.f('fk_technology_patent_patent_id_patent')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_technology_patent_technology_id_technology')),
    sa.PrimaryKeyConstraint('technology_id', 'patent_id', name=op.f('pk_technology_patent'))
    )
    with op.batch_alter_table('technology_patent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_technology_patent_patent_id'), ['patent_id'], unique=False)

    op.create_table('technology_revision',
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('content', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('base_version', sa.Integer(), nullable=False),
    sa.Column('proposed_by', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('reason_text', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('proposed', 'published', 'declined', 'dropped', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['proposed_by'], ['person.id'], name=op.f('fk_technology_revision_proposed_by_person')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_technology_revision_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_technology_revision'))
    )
    with op.batch_alter_table('technology_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_technology_revision_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_revision_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_revision_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_technology_revision_technology_id'), ['technology_id'], unique=False)
        batch_op.create_index('uq_technology_revision_open', ['technology_id'], unique=True, sqlite_where=sa.text("state = 'proposed'"), postgresql_where=sa.text("state = 'proposed'"))

    op.create_table('technology_tag',
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('vocabulary', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_technology_tag_technology_id_technology')),
    sa.PrimaryKeyConstraint('technology_id', 'vocabulary', 'code', name=op.f('pk_technology_tag'))
    )
    with op.batch_alter_table('technology_tag', schema=None) as batch_op:
        batch_op.create_index('ix_technology_tag_vocabulary_code', ['vocabulary', 'code'], unique=False)

    op.create_table('agency_scope',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', sa.Uuid(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('item', sa.String(), nullable=False),
    sa.Column('method', sa.String(), nullable=True),
    sa.Column('field', sa.String(), nullable=True),
    sa.Column('accreditation_id', sa.Uuid(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['accreditation_id'], ['accreditation.id'], name=op.f('fk_agency_scope_accreditation_id_accreditation'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_agency_scope_agency_id_agency')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_scope'))
    )
    with op.batch_alter_table('agency_scope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_scope_agency_id'), ['agency_id'], unique=False)

    op.create_table('dual_consent',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('mandate_id', sa.Uuid(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('disclosed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['given_by'], ['person.id'], name=op.f('fk_dual_consent_given_by_person')),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_dual_consent_mandate_id_mandate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dual_consent')),
    sa.UniqueConstraint('mandate_id', 'subject_id', name=op.f('uq_dual_consent_mandate_id'))
    )
    with op.batch_alter_table('dual_consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dual_consent_mandate_id'), ['mandate_id'], unique=False)

    op.create_table('introduction',
    sa.Column('mandate_id', sa.Uuid(), nullable=False),
    sa.Column('broker_org', sa.Uuid(), nullable=False),
    sa.Column('client_org', sa.Uuid(), nullable=False),
    sa.Column('counterparty_org', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('state', sa.Enum('recorded', 'acknowledged', 'disputed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['broker_org'], ['organisation.id'], name=op.f('fk_introduction_broker_org_organisation')),
    sa.ForeignKeyConstraint(['client_org'], ['organisation.id'], name=op.f('fk_introduction_client_org_organisation')),
    sa.ForeignKeyConstraint(['counterparty_org'], ['organisation.id'], name=op.f('fk_introduction_counterparty_org_organisation')),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_introduction_mandate_id_mandate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction'))
    )
    with op.batch_alter_table('introduction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introduction_broker_org'), ['broker_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_client_org'), ['client_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_counterparty_org'), ['counterparty_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_mandate_id'), ['mandate_id'], unique=False)

    op.create_table('licence_request',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('technology_id', sa.Uuid(), nullable=False),
    sa.Column('seeker_id', sa.Uuid(), nullable=False),
    sa.Column('holder_id', sa.Uuid(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=True),
    sa.Column('broker_id', sa.Uuid(), nullable=True),
    sa.Column('mandate_id', sa.Uuid(), nullable=True),
    sa.Column('suggested_broker', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'sent', 'acknowledged', 'qualified', 'converted', 'declined', 'withdrawn', 'lapsed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('wanted', sa.String(), nullable=False),
    sa.Column('territory', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('field', sa.String(), nullable=True),
    sa.Column('months', sa.Integer(), nullable=True),
    sa.Column('budget_fen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('message', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('sent_by', sa.Uuid(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('respond_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lapse_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('reason_note', sa.String(), nullable=True),
    sa.Column('deal_id', sa.Uuid(), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('desk_org', sa.Uuid(), nullable=True),
    sa.Column('desk_role', sa.String(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('acknowledged', 'draft', 'qualified', 'sent') OR reason IS NOT NULL", name=op.f('ck_licence_request_ends_with_a_reason')),
    sa.CheckConstraint('broker_id IS NULL OR (broker_id <> seeker_id AND broker_id <> holder_id)', name=op.f('ck_licence_request_broker_is_no_party')),
    sa.CheckConstraint('seeker_id <> holder_id', name=op.f('ck_licence_request_two_parties')),
    sa.ForeignKeyConstraint(['broker_id'], ['organisation.id'], name=op.f('fk_licence_request_broker_id_organisation')),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_licence_request_created_by_person')),
    sa.ForeignKeyConstraint(['deal_id'], ['deal.id'], name=op.f('fk_licence_request_deal_id_deal')),
    sa.ForeignKeyConstraint(['holder_id'], ['organisation.id'], name=op.f('fk_licence_request_holder_id_organisation')),
    sa.ForeignKeyConstraint(['seeker_id'], ['organisation.id'], name=op.f('fk_licence_request_seeker_id_organisation')),
    sa.ForeignKeyConstraint(['sent_by'], ['person.id'], name=op.f('fk_licence_request_sent_by_person')),
    sa.ForeignKeyConstraint(['technology_id'], ['technology.id'], name=op.f('fk_licence_request_technology_id_technology')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_licence_request'))
    )
    with op.batch_alter_table('licence_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_licence_request_broker_id'), ['broker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_desk_org'), ['desk_org'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_desk_role'), ['desk_role'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_seeker_id'), ['seeker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_licence_request_technology_id'), ['technology_id'], unique=False)
        batch_op.create_index('uq_licence_request_open', ['seeker_id', 'technology_id'], unique=True, sqlite_where=sa.text("state IN ('acknowledged', 'draft', 'qualified', 'sent')"), postgresql_where=sa.text("state IN ('acknowledged', 'draft', 'qualified', 'sent')"))

    op.create_table('offer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('deal_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('side', sa.Enum('holder', 'seeker', name='side', native_enum=False, create_constraint=True, length=16), nullable=False),
    sa.Column('by_org', sa.Uuid(), nullable=False),
    sa.Column('by_person', sa.Uuid(), nullable=True),
    sa.Column('mandate_id', sa.Uuid(), nullable=True),
    sa.Column('terms', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('content_hash', sa.String(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Enum('open', 'superseded', 'accepted', 'lapsed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_org'], ['organisation.id'], name=op.f('fk_offer_by_org_organisation')),
    sa.ForeignKeyConstraint(['by_person'], ['person.id'], name=op.f('fk_offer_by_person_person')),
    sa.ForeignKeyConstraint(['deal_id'], ['deal.id'], name=op.f('fk_offer_deal_id_deal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer')),
    sa.UniqueConstraint('deal_id', 'no', name=op.f('uq_offer_deal_id'))
    )
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_deal_id'), ['deal_id'], unique=False)
        batch_op.create_index('uq_offer_accepted', ['deal_id'], unique=True, sqlite_where=sa.text("state = 'accepted'"), postgresql_where=sa.text("state = 'accepted'"))
        batch_op.create_index('uq_offer_open', ['deal_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))


    _protect_the_journal()


def _protect_the_journal() -> None:
    """Refuse UPDATE, DELETE and TRUNCATE of the journal in the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE FUNCTION journal_never() RETURNS trigger LANGUAGE plpgsql AS "
                   "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$")
        op.execute("CREATE TRIGGER journal_never BEFORE UPDATE OR DELETE ON journal "
                   "FOR EACH ROW EXECUTE FUNCTION journal_never()")
        op.execute("CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal "
                   "FOR EACH STATEMENT EXECUTE FUNCTION journal_never()")
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
                   "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END")


def downgrade() -> None:
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.drop_index('uq_offer_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.drop_index('uq_offer_accepted', sqlite_where=sa.text("state = 'accepted'"), postgresql_where=sa.text("state = 'accepted'"))
        batch_op.drop_index(batch_op.f('ix_offer_deal_id'))

    op.drop_table('offer')
    with op.batch_alter_table('licence_request', schema=None) as batch_op:
        batch_op.drop_index('uq_licence_request_open', sqlite_where=sa.text("state IN ('acknowledged', 'draft', 'qualified', 'sent')"), postgresql_where=sa.text("state IN ('acknowledged', 'draft', 'qualified', 'sent')"))
        batch_op.drop_index(batch_op.f('ix_licence_request_technology_id'))
        batch_op.drop_index(batch_op.f('ix_licence_request_seeker_id'))
        batch_op.drop_index(batch_op.f('ix_licence_request_holder_id'))
        batch_op.drop_index(batch_op.f('ix_licence_request_due_at'))
        batch_op.drop_index(batch_op.f('ix_licence_request_desk_role'))
        batch_op.drop_index(batch_op.f('ix_licence_request_desk_org'))
        batch_op.drop_index(batch_op.f('ix_licence_request_broker_id'))

    op.drop_table('licence_request')
    with op.batch_alter_table('introduction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_introduction_mandate_id'))
        batch_op.drop_index(batch_op.f('ix_introduction_due_at'))
        batch_op.drop_index(batch_op.f('ix_introduction_desk_role'))
        batch_op.drop_index(batch_op.f('ix_introduction_desk_org'))
        batch_op.drop_index(batch_op.f('ix_introduction_counterparty_org'))
        batch_op.drop_index(batch_op.f('ix_introduction_client_org'))
        batch_op.drop_index(batch_op.f('ix_introduction_broker_org'))

    op.drop_table('introduction')
    with op.batch_alter_table('dual_consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dual_consent_mandate_id'))

    op.drop_table('dual_consent')
    with op.batch_alter_table('agency_scope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_scope_agency_id'))

    op.drop_table('agency_scope')
    with op.batch_alter_table('technology_tag', schema=None) as batch_op:
        batch_op.drop_index('ix_technology_tag_vocabulary_code')

    op.drop_table('technology_tag')
    with op.batch_alter_table('technology_revision', schema=None) as batch_op:
        batch_op.drop_index('uq_technology_revision_open', sqlite_where=sa.text("state = 'proposed'"), postgresql_where=sa.text("state = 'proposed'"))
        batch_op.drop_index(batch_op.f('ix_technology_revision_technology_id'))
        batch_op.drop_index(batch_op.f('ix_technology_revision_due_at'))
        batch_op.drop_index(batch_op.f('ix_technology_revision_desk_role'))
        batch_op.drop_index(batch_op.f('ix_technology_revision_desk_org'))

    op.drop_table('technology_revision')
    with op.batch_alter_table('technology_patent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_technology_patent_patent_id'))

    op.drop_table('technology_patent')
    with op.batch_alter_table('technology_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_technology_claim_technology_id'))

    op.drop_table('technology_claim')
    op.drop_table('saved_search_hit')
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_from_org'))
        batch_op.drop_index(batch_op.f('ix_referral_due_at'))
        batch_op.drop_index(batch_op.f('ix_referral_desk_role'))
        batch_op.drop_index(batch_op.f('ix_referral_desk_org'))
        batch_op.drop_index(batch_op.f('ix_referral_broker_org'))
        batch_op.drop_index(batch_op.f('ix_referral_broker_id'))

    op.drop_table('referral')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_org_id'))
        batch_op.drop_index(batch_op.f('ix_proposal_due_at'))
        batch_op.drop_index(batch_op.f('ix_proposal_desk_role'))
        batch_op.drop_index(batch_op.f('ix_proposal_desk_org'))
        batch_op.drop_index(batch_op.f('ix_proposal_demand_id'))

    op.drop_table('proposal')
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_match_technology_id'))
        batch_op.drop_index(batch_op.f('ix_match_seeker_id'))
        batch_op.drop_index(batch_op.f('ix_match_holder_id'))
        batch_op.drop_index(batch_op.f('ix_match_due_at'))
        batch_op.drop_index(batch_op.f('ix_match_desk_role'))
        batch_op.drop_index(batch_op.f('ix_match_desk_org'))
        batch_op.drop_index('ix_match_created_at_id')

    op.drop_table('match')
    with op.batch_alter_table('mandate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mandate_due_at'))
        batch_op.drop_index(batch_op.f('ix_mandate_desk_role'))
        batch_op.drop_index(batch_op.f('ix_mandate_desk_org'))
        batch_op.drop_index('ix_mandate_client')
        batch_op.drop_index(batch_op.f('ix_mandate_broker_org'))
        batch_op.drop_index(batch_op.f('ix_mandate_broker_id'))

    op.drop_table('mandate')
    with op.batch_alter_table('import_work', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_work_lease_until'))

    op.drop_table('import_work')
    op.drop_table('import_row')
    with op.batch_alter_table('demand_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demand_target_demand_id'))

    op.drop_table('demand_target')
    with op.batch_alter_table('demand_rewrite', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demand_rewrite_due_at'))
        batch_op.drop_index(batch_op.f('ix_demand_rewrite_desk_role'))
        batch_op.drop_index(batch_op.f('ix_demand_rewrite_desk_org'))
        batch_op.drop_index(batch_op.f('ix_demand_rewrite_demand_id'))

    op.drop_table('demand_rewrite')
    with op.batch_alter_table('demand_disclosure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demand_disclosure_org_id'))
        batch_op.drop_index(batch_op.f('ix_demand_disclosure_demand_id'))

    op.drop_table('demand_disclosure')
    with op.batch_alter_table('deal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deal_technology_id'))
        batch_op.drop_index(batch_op.f('ix_deal_seeker_id'))
        batch_op.drop_index(batch_op.f('ix_deal_holder_id'))
        batch_op.drop_index(batch_op.f('ix_deal_due_at'))
        batch_op.drop_index(batch_op.f('ix_deal_desk_role'))
        batch_op.drop_index(batch_op.f('ix_deal_desk_org'))
        batch_op.drop_index(batch_op.f('ix_deal_broker_for_seeker'))
        batch_op.drop_index(batch_op.f('ix_deal_broker_for_holder'))

    op.drop_table('deal')
    with op.batch_alter_table('broker_facet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_broker_facet_code'))

    op.drop_table('broker_facet')
    with op.batch_alter_table('agency_facet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_facet_code'))

    op.drop_table('agency_facet')
    with op.batch_alter_table('accreditation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_accreditation_agency_id'))

    op.drop_table('accreditation')
    with op.batch_alter_table('technology', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_technology_region'))
        batch_op.drop_index(batch_op.f('ix_technology_holder_id'))
        batch_op.drop_index(batch_op.f('ix_technology_due_at'))
        batch_op.drop_index(batch_op.f('ix_technology_desk_role'))
        batch_op.drop_index(batch_op.f('ix_technology_desk_org'))

    op.drop_table('technology')
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_search_person_id'))
        batch_op.drop_index(batch_op.f('ix_saved_search_org_id'))

    op.drop_table('saved_search')
    with op.batch_alter_table('patent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_patent_title_key'))
        batch_op.drop_index(batch_op.f('ix_patent_publication'))
        batch_op.drop_index(batch_op.f('ix_patent_ipc_main'))
        batch_op.drop_index(batch_op.f('ix_patent_holder_id'))
        batch_op.drop_index(batch_op.f('ix_patent_green_field'))
        batch_op.drop_index(batch_op.f('ix_patent_due_at'))
        batch_op.drop_index(batch_op.f('ix_patent_desk_role'))
        batch_op.drop_index(batch_op.f('ix_patent_desk_org'))
        batch_op.drop_index('ix_patent_created_at_id')
        batch_op.drop_index(batch_op.f('ix_patent_batch_id'))

    op.drop_table('patent')
    op.drop_table('organisation_kind')
    with op.batch_alter_table('mobile_code', schema=None) as batch_op:
        batch_op.drop_index('ix_mobile_code_person')
        batch_op.drop_index('ix_mobile_code_mobile')

    op.drop_table('mobile_code')
    with op.batch_alter_table('text_sent', schema=None) as batch_op:
        batch_op.drop_index('ix_text_sent_day')

    op.drop_table('text_sent')
    with op.batch_alter_table('endpoint_attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_endpoint_attempt_recent')
        batch_op.drop_index('ix_endpoint_attempt_message')

    op.drop_table('endpoint_attempt')
    op.drop_table('endpoint_health')
    with op.batch_alter_table('endpoint_secret', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_endpoint_secret_endpoint_id'))

    op.drop_table('endpoint_secret')
    with op.batch_alter_table('endpoint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_endpoint_org_id'))
        batch_op.drop_index(batch_op.f('ix_endpoint_due_at'))
        batch_op.drop_index(batch_op.f('ix_endpoint_desk_role'))
        batch_op.drop_index(batch_op.f('ix_endpoint_desk_org'))

    op.drop_table('endpoint')
    with op.batch_alter_table('digest_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_digest_line_digest_id'))

    op.drop_table('digest_line')
    op.drop_table('digest')
    op.drop_table('notice_wish')
    op.drop_table('notice_settings')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_unread', sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
        batch_op.drop_index('ix_notice_inbox')

    op.drop_table('notice')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_organisation_id'))

    op.drop_table('membership')
    op.drop_table('import_matching')
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_org_id'))
        batch_op.drop_index('ix_import_org_file')
        batch_op.drop_index(batch_op.f('ix_import_due_at'))
        batch_op.drop_index(batch_op.f('ix_import_desk_role'))
        batch_op.drop_index(batch_op.f('ix_import_desk_org'))
        batch_op.drop_index('ix_import_created_at_id')

    op.drop_table('import')
    with op.batch_alter_table('demand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demand_text_key'))
        batch_op.drop_index(batch_op.f('ix_demand_seeker_id'))
        batch_op.drop_index(batch_op.f('ix_demand_published_at'))
        batch_op.drop_index(batch_op.f('ix_demand_helper_id'))
        batch_op.drop_index(batch_op.f('ix_demand_due_at'))
        batch_op.drop_index(batch_op.f('ix_demand_desk_role'))
        batch_op.drop_index(batch_op.f('ix_demand_desk_org'))

    op.drop_table('demand')
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.drop_index('ix_deliveries_due')
        batch_op.drop_index('ix_deliveries_done')

    op.drop_table('deliveries')
    with op.batch_alter_table('credential', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_credential_person_id'))

    op.drop_table('credential')
    with op.batch_alter_table('broker', schema=None) as batch_op:
        batch_op.drop_index('uq_broker_person', sqlite_where=sa.text("state <> 'removed'"), postgresql_where=sa.text("state <> 'removed'"))
        batch_op.drop_index(batch_op.f('ix_broker_org_id'))
        batch_op.drop_index(batch_op.f('ix_broker_due_at'))
        batch_op.drop_index(batch_op.f('ix_broker_desk_role'))
        batch_op.drop_index(batch_op.f('ix_broker_desk_org'))

    op.drop_table('broker')
    with op.batch_alter_table('agency', schema=None) as batch_op:
        batch_op.drop_index('uq_agency_org', sqlite_where=sa.text("state <> 'withdrawn'"), postgresql_where=sa.text("state <> 'withdrawn'"))
        batch_op.drop_index(batch_op.f('ix_agency_due_at'))
        batch_op.drop_index(batch_op.f('ix_agency_desk_role'))
        batch_op.drop_index(batch_op.f('ix_agency_desk_org'))

    op.drop_table('agency')
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_attempt_login_at')

    op.drop_table('sign_in_attempt')
    with op.batch_alter_table('question_trace', schema=None) as batch_op:
        batch_op.drop_index('ix_question_trace_sender')
        batch_op.drop_index('ix_question_trace_contact')

    op.drop_table('question_trace')
    op.drop_table('person')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_name_key'))
        batch_op.drop_index(batch_op.f('ix_organisation_due_at'))
        batch_op.drop_index(batch_op.f('ix_organisation_desk_role'))
        batch_op.drop_index(batch_op.f('ix_organisation_desk_org'))

    op.drop_table('organisation')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index('ix_journal_subject')

    op.drop_table('journal')
    op.drop_table('idempotency')
    op.drop_table('heartbeats')
    op.drop_table('followers')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS journal_never()")
