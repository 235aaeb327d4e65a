import { defineWords } from '@/i18n'

export const useFileWords = defineWords(
  'fileDrop',
  {
    drop: '把文件拖到这里，或',
    sending: '正在上传 {percent}%',
    making: '正在生成，请稍候',
    saved: '已下载“{name}”',
  },
  {
    drop: 'Drop the file here, or',
    sending: 'Uploading {percent}%',
    making: 'Being made, please wait',
    saved: '"{name}" downloaded',
  },
)
