"""The table of acts: for each name that the audit trail writes, or that a page asks for, who may do it."""

from collections.abc import Callable, Mapping

from tracker.accounts import policy as accounts
from tracker.audit import policy as audit
from tracker.matrix import policy as matrix
from tracker.minutes import policy as minutes
from tracker.monitoring import paper_policy
from tracker.monitoring import policy as monitoring
from tracker.notifications import policy as notifications
from tracker.plans import policy as plans
from tracker.reports import policy as reports
from tracker.reviews import policy as reviews
from tracker.targets import policy as targets

Policy = Callable[..., bool]

ACCOUNTS: Mapping[str, Policy] = {
    "organisation:create": accounts.can_create_organisation,
    "organisation:edit": accounts.can_edit_organisation,
    "organisation:rename": accounts.can_rename_organisation,
    "unit:add": accounts.can_add_unit,
    "unit:edit": accounts.can_edit_unit,
    "person:read": accounts.can_see_person,
    "person:add": accounts.can_add_person,
    "person:edit": accounts.can_edit_person,
    "user:list": accounts.can_list_users,
    "user:add": accounts.can_add_user,
    "user:change-role": accounts.can_change_role,
    "user:deactivate": accounts.can_deactivate_user,
    "user:activate": accounts.can_activate_user,
    "user:edit": accounts.can_edit_user,
    "user:change-password": accounts.can_change_password,
}

AUDIT: Mapping[str, Policy] = {
    "audit:read": audit.can_read_trail,
    "audit:read-history": audit.can_read_history,
}

NOTIFICATIONS: Mapping[str, Policy] = {
    "mail:read": notifications.can_manage_mail,
    "mail:send-again": notifications.can_manage_mail,
}

MINUTES: Mapping[str, Policy] = {
    "minutes:read": minutes.can_read_minutes,
    "minutes:record": minutes.can_record_minutes,
    "minutes:edit": minutes.can_edit_minutes,
    "document:store": minutes.can_record_minutes,
    "participant:add": minutes.can_edit_minutes,
    "participant:edit": minutes.can_edit_minutes,
    "participant:remove": minutes.can_edit_minutes,
    "clause:add": minutes.can_edit_minutes,
    "clause:edit": minutes.can_edit_minutes,
    "clause:remove": minutes.can_edit_minutes,
    "follow_up:add": minutes.can_edit_minutes,
    "follow_up:edit": minutes.can_edit_minutes,
    "follow_up:finish": minutes.can_edit_minutes,
    "follow_up:reopen": minutes.can_edit_minutes,
    "follow_up:remove": minutes.can_edit_minutes,
    "open_item:add": minutes.can_edit_minutes,
    "open_item:edit": minutes.can_edit_minutes,
    "open_item:resolve": minutes.can_edit_minutes,
    "open_item:remove": minutes.can_edit_minutes,
}

PLANS: Mapping[str, Policy] = {
    "plan:read": plans.can_read_plan,
    "plan:read-contact": plans.can_read_contact,
    "plan:create": plans.can_create_plan,
    "plan:edit": plans.can_edit_plan,
    "plan:publish": plans.can_publish_plan,
    "plan:unpublish": plans.can_publish_plan,
    "plan:submit": plans.can_step_plan,
    "plan:start": plans.can_step_plan,
    "plan:close": plans.can_step_plan,
    "plan:reopen": plans.can_step_plan,
    "plan:link_meeting": plans.can_edit_plan,
    "plan:unlink_meeting": plans.can_edit_plan,
    "commitment:create": plans.can_edit_plan,
    "commitment:edit": plans.can_edit_plan,
    "commitment:remove": plans.can_edit_plan,
    "commitment:add_party": plans.can_edit_plan,
    "commitment:remove_party": plans.can_edit_plan,
    "milestone:create": plans.can_edit_plan,
    "milestone:edit": plans.can_edit_plan,
    "milestone:remove": plans.can_edit_plan,
    "indicator:create": plans.can_edit_plan,
    "indicator:edit": plans.can_edit_plan,
    "definition:suggest": plans.can_edit_plan,
    "definition:redefine": plans.can_edit_plan,
    "definition:adopt": plans.can_edit_plan,
    "baseline:set": plans.can_edit_plan,
}

TARGETS: Mapping[str, Policy] = {
    "indicator:read": targets.can_read_indicator,
    "target:open": targets.can_speak,
    "target:propose": targets.can_take_position,
    "target:counter": targets.can_take_position,
    "target:withdraw": targets.can_withdraw,
    "target:cancel-agreement": targets.can_withdraw,
    "target:mark-official": targets.can_mark_official,
    "target:agree": targets.can_agree,
    "indicator:propose-drop": targets.can_take_position,
    "indicator:propose-rewording": targets.can_take_position,
    "indicator:ask-to-retain": targets.can_take_position,
    "indicator:remark": targets.can_take_position,
    "indicator:agree-drop": targets.can_agree,
    "indicator:agree-retain": targets.can_agree,
    "indicator:agree-rewording": targets.can_agree,
    "series:publish": targets.can_publish_series,
    "series:remove": targets.can_publish_series,
    "warning:set-aside": targets.can_set_aside,
}

MATRIX: Mapping[str, Policy] = {
    "matrix:read": matrix.can_read_matrix,
    "matrix:act": matrix.can_act,
    "matrix:freeze": matrix.can_freeze,
}

REPORTS: Mapping[str, Policy] = {
    "period:read": reports.can_read_periods,
    "period:create": reports.can_set_periods,
    "period:edit": reports.can_set_periods,
    "period:remove": reports.can_set_periods,
    "exception:read": reports.can_read_grants,
    "exception:grant": reports.can_set_periods,
    "exception:end": reports.can_set_periods,
    "reminder:read": reports.can_read_reminders,
    "reminder:silence": reports.can_silence_reminders,
    "reminder:resume": reports.can_silence_reminders,
    "evidence:read": reports.can_see_evidence,
    "evidence:open": reports.can_open_evidence,
    "evidence:add": reports.can_write_report,
    "evidence:edit": reports.can_write_report,
    "evidence:remove": reports.can_write_report,
    "evidence:change-access": reports.can_keep_evidence,
    "evidence:look-again": reports.can_keep_evidence,
    "report:read": reports.can_read_report,
    "report:read-version": reports.can_read_version,
    "report:begin": reports.can_begin_report,
    "report:draft": reports.can_write_report,
    "report:hand-in": reports.can_write_report,
    "report:fill-in": reports.can_write_report,
    "report:take-back": reports.can_write_report,
    "report:correct": reports.can_write_report,
    "report:begin-verification": reports.can_judge_report,
    "report:return": reports.can_judge_report,
    "report:verify": reports.can_judge_report,
}

REVIEWS: Mapping[str, Policy] = {
    "round:read": reviews.can_see_round,
    "round:create": reviews.can_create_round,
    "round:edit": reviews.can_run_round,
    "round:open": reviews.can_run_round,
    "round:close": reviews.can_run_round,
    "round:reopen": reviews.can_run_round,
    "round:cancel": reviews.can_run_round,
    "round:finalise": reviews.can_run_round,
    "round:read-dispositions": reviews.can_read_dispositions,
    "round-file:read": reviews.can_have_file,
    "recipient:read": reviews.can_visit,
    "recipient:add": reviews.can_run_round,
    "recipient:choose-rows": reviews.can_run_round,
    "recipient:remove": reviews.can_run_round,
    "recipient:revoke-link": reviews.can_run_round,
    "recipient:send-link": reviews.can_run_round,
    "answer:give": reviews.can_answer,
    "import:confirm": reviews.can_import,
    "import:undo": reviews.can_import,
    "answer:read-note": reviews.can_read_note,
    "answer:draft": reviews.can_draft,
    "answer:mark-official": reviews.can_mark_official,
    "disposition:decide": reviews.can_run_round,
    "disposition:reopen": reviews.can_run_round,
    "signature:record": reviews.can_run_round,
}

MONITORING: Mapping[str, Policy] = {
    "desk:read": monitoring.can_read_desk,
    "period-file:read": paper_policy.can_have_paper,
}

PERMISSIONS: Mapping[str, Policy] = {
    **ACCOUNTS,
    **AUDIT,
    **NOTIFICATIONS,
    **MINUTES,
    **PLANS,
    **TARGETS,
    **MATRIX,
    **REPORTS,
    **REVIEWS,
    **MONITORING,
}
