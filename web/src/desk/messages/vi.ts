export default {
  band: 'Đơn vị đang giữ việc',
  bandUnit: 'Đơn vị',
  bandDocuments: 'Văn bản',
  bandTasks: 'Nhiệm vụ',
  bandHeld: 'Đang giữ',
  bandLate: 'Quá hạn',
  bandOnTime: 'Trong hạn',
  bandOutside: 'nơi được giao',
  bandAll: '{count, plural, other {Hiện cả # đơn vị}}',
  bandFewer: 'Thu gọn',
  bandEmpty:
    'Không đơn vị nào đang giữ việc. Việc giao cho các đơn vị của bạn và các cơ quan bạn chỉ đạo sẽ hiện ở đây.',
  bandFigure: '{unit}: {figure}, {count}',
  heldBy: '{unit} đang giữ (chủ trì, phối hợp, cho ý kiến)',
  heldByLate: '{unit} đang giữ, đã quá hạn',
  heldByOnTime: '{unit} đang giữ, còn trong hạn',
} as const
