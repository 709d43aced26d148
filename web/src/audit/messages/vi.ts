export default {
  place: 'Kiểm tra',
  checkpoints: 'Điểm niêm phong nhật ký',
  checkpointsWhy:
    'Cứ năm phút, hệ thống ký một điểm niêm phong trên nhật ký của mọi cơ quan. Hãy tải về và cất ở nơi người quản trị cơ sở dữ liệu không ghi được: ai sửa, xóa, chèn hay đảo thứ tự sự kiện đã niêm phong đều bị phát hiện khi đối chiếu.',
  checkpointsEmpty: 'Chưa có điểm niêm phong nào. Điểm đầu tiên được ký trong vòng năm phút sau thao tác đầu tiên.',
  number: 'Số',
  signedAt: 'Ký lúc',
  covered: 'Sự kiện của cơ quan',
  root: 'Gốc Merkle',
  key: 'Khóa',
  download: 'Tải về',
} as const
