-- Whether a family ever said yes to a photo of the child is asked for a picture of the journal.
index photo_tick_by_child on photo_tick (child_id);
