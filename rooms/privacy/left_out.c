/* What names a person and is in no copy, and why; shown at the end of each copy. Together with the parts (main.c) this is every column that names
** a person: test/copy.c compares. */
#include "privacy/copy.h"
#include "privacy/erase.h"

const struct adult_kept adult_kept[] = {
    { N_("Lời đồng ý đã nói hay kí cho con"), N_("Bằng chứng của lời đồng ý, nằm trong hồ sơ của em."), &law_proof },
    { N_("Ai đã ghi, duyệt, kí từng việc của trường"), N_("Quyết định, giấy tờ, tin bài, sổ sách và nhật kí giữ nguyên ai đã làm."), &law_work },
    { 0 }
};

const struct left_out left_out[] = {
    { N_("Ai trong trường đã ghi, duyệt, in từng việc"), N_("Đó là việc của nhà trường; nhật kí thay đổi của trường giữ."),
      "batch.by_person batch.undone_by mentor_check.checked_by audit.by_person setting.by_person statement.written_by file.by_person file.ended_by "
      "person_file.by_person person_file.ended_by photo_tick.ended_by leaving.by_person leaving.returned_by transfer.by_person transfer.taken_by "
      "transfer_miss.by_person one_time_code.made_by mail_link.made_by slip_sheet.made_by sign_in_card.made_by values_page.written_by values_page.decided_by "
      "values_picture.offered_by values_picture.decided_by news.written_by news.published_by roster_import.by_person roster_intake.by_person "
      "privacy_answer.by_person data_breach.made_by data_breach_step.by_person privacy_request.entered_by merger.by_person namesakes.by_person guardian_order.by_person guardian_order.lifted_by delegation.from_person restriction.by_person restriction.ended_by privacy_erasure.proposed_by privacy_erasure.decided_by privacy_erasure.word_by "
      "xapi_key.made_by xapi_key.revoked_by xapi_origin.made_by xapi_view.made_by outside_known.made_by outside_known.ended_by exchange_run.made_by exchange_target.made_by exchange_target.ended_by hook.made_by hook.ended_by goal.written_by goal.decided_by indicator_value.by_person evidence.by_person evidence.decided_by consent_paper.entered_by study_group.made_by group_share.asked_by group_share.decided_by calendar_event.made_by group_member.by_person group_member.decided_by announcement.written_by announcement.sent_by announcement.send_by announcement.corrected_by announcement.back_by "
      "announcement_reminder.by_person" },
    { N_("Lời báo khi một tài khoản xem hay xuất nhiều khác thường"), N_("Đó là việc kiểm soát của nhà trường. Hỏi hiệu trưởng."), "odd_use.person_id" },
    { N_("Quyết định của tòa án hay cơ quan về việc tiếp cận một em"), N_("Nói về cả người khác. Hỏi văn phòng trường."), "guardian_order.child_id guardian_order.guardian_id" },
    { N_("Hồ sơ mà người này đã xem, lời đồng ý đã nói cho em khác"), N_("Có trong bản sao của người được xem, của em ấy."), "look.viewer_id consent.by_person photo_tick.guardian_id" },
    { N_("Địa chỉ, ghi chú và những dòng khác trong tệp danh sách nhà trường tải lên"), N_("Có thể nói về phụ huynh khác. Hỏi văn phòng trường."), "roster_line.person_id roster_staff.person_id" },
    { N_("Ghi chép khi gộp hai hồ sơ trùng"), N_("Nói về cả người trùng tên. Dữ liệu của hồ sơ đã gộp thì có ở đây."),
      "person.merged_into merger.kept_id merger.folded_id namesakes.one_id namesakes.other_id" },
    { N_("Mật khẩu, mã, khóa"), N_("Khuê không giữ ở dạng đọc lại được."), "recovery_code.person_id sign_in_step.person_id" },
    { N_("Thông báo cho người khác về em này"), N_("Mỗi người có thông báo của mình trong bản sao của mình."), "notice.about_id" },
    { N_("Ai trong gia đình đã xác nhận lời nhắn nào về em"), N_("Mỗi người có phần đã đọc trong bản sao của mình."), "announcement_reader.about_id announcement_family.done_by" },
    { N_("Ghi chép vài ngày để máy chủ chạy đúng và chặn dò mật khẩu"), N_("Không nói gì thêm về người này, và tự xóa."),
      "outside_erasing.person_id outside_erasing.nobody exchange_owed.person_id request_done.person_id kept_post.person_id job.by_person job.cancel_by sign_in_failure.person_id" },
    { N_("Những con số cộng từ phần trên"), N_("Tính lại được từ hành trình và tệp."), "record_weekly_person.person_id person_shelf.person_id outside_teller.person_id" },
    { 0 }
};
